import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  useRouterState,
} from '@tanstack/react-router'
import { useState } from 'react'
import { links, useHere } from '#base/ui/index.ts'
import { Bare, BareWide } from './bare.tsx'
import { Broken, Lost } from './lost.tsx'
import { Proving } from './proving.tsx'
import { Shell } from './shell.tsx'
import { Sitting } from './sitting.tsx'
import { OfficeTogether, OurTeamTogether } from './together.tsx'
import { Turned } from './turned.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Broken })

/** Outside: before somebody has signed in. A narrow sheet of paper. */
const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: Bare })
const outsideWide = createRoute({ getParentRoute: () => root, id: 'outside-wide', component: BareWide })

/** Inside: rail, acting-as. Whoever is not signed in is sent to the door, and afterwards to where they wanted. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Inside })

function Inside() {
  const { me, house } = useHere()
  const wanted = useRouterState({ select: ({ location }) => location.href })
  if (!house) return <Turned to={links.found()} />
  if (!me) return <Turned to={links.signIn(wanted)} />
  return (
    <Shell>
      {/* another hat, another screen: nothing read under one stays in sight under the next */}
      <Outlet key={me.hat?.appointment ?? 'none'} />
    </Shell>
  )
}

/** Screens that belong together, under one row of links. */
const ourTeam = createRoute({ getParentRoute: () => inside, id: 'our-team', component: OurTeamTogether })
const office = createRoute({ getParentRoute: () => inside, id: 'office', component: OfficeTogether })

const identity = () => import('#people/identity/screens.tsx')
const warnings = () => import('#work/warnings/screens.tsx')
const directory = () => import('#people/directory/screens.tsx')
const people = () => import('./people-screens.tsx')
const groups = () => import('#people/groups/screens.tsx')
const agreements = () => import('#people/agreements/screens.tsx')
const membership = () => import('#people/membership/screens.tsx')
const association = () => import('#people/association/screens.tsx')

const tree = root.addChildren([
  outside.addChildren([
    createRoute({
      getParentRoute: () => outside,
      path: '/sign-in',
      component: lazyRouteComponent(identity, 'SignIn'),
    }),
    createRoute({
      getParentRoute: () => outside,
      path: '/accept',
      component: lazyRouteComponent(identity, 'Accept'),
    }),
  ]),
  outsideWide.addChildren([
    createRoute({
      getParentRoute: () => outsideWide,
      path: '/found',
      component: lazyRouteComponent(() => import('#people/founding/screens.tsx'), 'Found'),
    }),
    createRoute({
      getParentRoute: () => outsideWide,
      path: '/demo',
      component: lazyRouteComponent(identity, 'DemoPersons'),
    }),
  ]),
  inside.addChildren([
    createRoute({ getParentRoute: () => inside, path: '$', component: Lost }),
    createRoute({ getParentRoute: () => inside, path: '/', component: () => <Turned to={links.home()} /> }),
    createRoute({
      getParentRoute: () => inside,
      path: '/home',
      component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/warnings',
      component: lazyRouteComponent(warnings, 'Warnings'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/warnings/new',
      component: lazyRouteComponent(warnings, 'Compose'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/warnings/$number',
      component: lazyRouteComponent(warnings, 'Warning'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/warnings/$number/edit',
      component: lazyRouteComponent(warnings, 'Compose'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/warnings/$number/release',
      component: lazyRouteComponent(warnings, 'Release'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/me',
      component: lazyRouteComponent(identity, 'Account'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/audit',
      component: lazyRouteComponent(() => import('#base/audit/screens.tsx'), 'Audit'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/charter',
      component: lazyRouteComponent(association, 'CharterPage'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/directory',
      component: lazyRouteComponent(directory, 'Directory'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/directory/teams/$team',
      component: lazyRouteComponent(people, 'TeamPage'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/directory/persons/$person',
      component: lazyRouteComponent(directory, 'PersonPage'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/groups',
      component: lazyRouteComponent(groups, 'Groups'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/groups/new',
      component: lazyRouteComponent(groups, 'NewGroup'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/groups/$group',
      component: lazyRouteComponent(groups, 'GroupPage'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/agreements/$agreement',
      component: lazyRouteComponent(agreements, 'AgreementPage'),
    }),
    ourTeam.addChildren([
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team',
        component: lazyRouteComponent(directory, 'OurTeam'),
      }),
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team/people',
        component: lazyRouteComponent(people, 'OurPeople'),
      }),
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team/keys',
        component: lazyRouteComponent(directory, 'OurKeys'),
      }),
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team/propose/$field',
        component: lazyRouteComponent(directory, 'Propose'),
      }),
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team/agreements',
        component: lazyRouteComponent(agreements, 'OurAgreements'),
      }),
      createRoute({
        getParentRoute: () => ourTeam,
        path: '/our-team/api-keys',
        component: lazyRouteComponent(identity, 'ApiKeys'),
      }),
    ]),
    office.addChildren([
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat',
        component: lazyRouteComponent(membership, 'Secretariat'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/teams',
        component: lazyRouteComponent(membership, 'Standings'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/teams/new',
        component: lazyRouteComponent(people, 'EnrolTeam'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/teams/$team',
        component: lazyRouteComponent(membership, 'StandingPage'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/proposals',
        component: lazyRouteComponent(directory, 'Proposals'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/proposals/$proposal',
        component: lazyRouteComponent(directory, 'DecideProposal'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/agreements',
        component: lazyRouteComponent(agreements, 'OfficeAgreements'),
      }),
      createRoute({
        getParentRoute: () => office,
        path: '/secretariat/agreements/new',
        component: lazyRouteComponent(agreements, 'NewAgreement'),
      }),
    ]),
  ]),
])

/** Queries are plain text: `?q=123` is the text 123, never a number. */
const plainQuery = {
  parseSearch: (written: string) => Object.fromEntries(new URLSearchParams(written)),
  stringifySearch: (query: Record<string, unknown>) => {
    const written = new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
    ).toString()
    return written ? `?${written}` : ''
  },
}

const newRouter = () =>
  createRouter({
    routeTree: tree,
    ...plainQuery,
    scrollRestoration: true,
    defaultNotFoundComponent: Lost,
    defaultErrorComponent: Broken,
    defaultPendingMs: 300,
  })

/** The whole site: every address with its screen. */
export function App() {
  const [router] = useState(newRouter)
  return (
    <Sitting>
      <Proving>
        <RouterProvider router={router} />
      </Proving>
    </Sitting>
  )
}
