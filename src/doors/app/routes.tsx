import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  useRouterState,
} from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { links, useHere, withTexts } from '#base/ui/index.ts'
import { type Address, addresses } from './addresses.ts'
import { Bare, BareWide, Frame } from './bare.tsx'
import { Broken, Lost } from './lost.tsx'
import { Proving } from './proving.tsx'
import { Shell } from './shell.tsx'
import { Sitting } from './sitting.tsx'
import { Turned } from './turned.tsx'

/** A screen, fetched with the texts it says when somebody goes there. */
const screen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => withTexts(load), name)

const root = createRootRoute({ component: Outlet, notFoundComponent: Nowhere, errorComponent: Broken })

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

/** An address that the app does not have: said to everybody, in the frame they know. */
function Nowhere() {
  const { me } = useHere()
  return me ? (
    <Shell>
      <Lost />
    </Shell>
  ) : (
    <Frame>
      <Lost />
    </Frame>
  )
}

/** Screens that belong together, under one row of links. */
const together = () => import('./together.tsx')
const ourTeam = createRoute({
  getParentRoute: () => inside,
  id: 'our-team',
  component: screen(together, 'OurTeamTogether'),
})
const office = createRoute({
  getParentRoute: () => inside,
  id: 'office',
  component: screen(together, 'OfficeTogether'),
})

const identity = () => import('#people/identity/screens.tsx')
const warnings = () => import('#work/warnings/screens.tsx')
const withFiles = () => import('./warnings-screens.tsx')
const directory = () => import('#people/directory/screens.tsx')
const people = () => import('./people-screens.tsx')
const groups = () => import('#people/groups/screens.tsx')
const agreements = () => import('#people/agreements/screens.tsx')
const membership = () => import('#people/membership/screens.tsx')
const association = () => import('#people/association/screens.tsx')

type Frames = typeof outside | typeof outsideWide | typeof inside | typeof ourTeam | typeof office
type Component = ReturnType<typeof screen> | (() => ReactNode)

/** What hangs at each address, and in which frame. Start and sign-in are painted with the first texts alone. */
const hung: Readonly<Record<Address, readonly [Frames, Component]>> = {
  '/sign-in': [outside, lazyRouteComponent(identity, 'SignIn')],
  '/accept': [outside, screen(identity, 'Accept')],
  '/found': [outsideWide, screen(() => import('#people/founding/screens.tsx'), 'Found')],
  '/demo': [outsideWide, screen(identity, 'DemoPersons')],
  '/': [inside, () => <Turned to={links.home()} />],
  '/home': [inside, lazyRouteComponent(() => import('./home.tsx'), 'Home')],
  '/warnings': [inside, screen(withFiles, 'Warnings')],
  '/warnings/new': [inside, screen(warnings, 'Compose')],
  '/warnings/look-up': [inside, screen(() => import('#work/indicators/screens.tsx'), 'LookUp')],
  '/warnings/$number': [inside, screen(withFiles, 'Warning')],
  '/warnings/$number/edit': [inside, screen(warnings, 'Compose')],
  '/warnings/$number/release': [inside, screen(warnings, 'Release')],
  '/warnings/$number/checks': [inside, screen(warnings, 'Checks')],
  '/me': [inside, screen(() => import('./account-screen.tsx'), 'Account')],
  '/audit': [inside, screen(() => import('./audit-screen.tsx'), 'Audit')],
  '/charter': [inside, screen(association, 'CharterPage')],
  '/directory': [inside, screen(directory, 'Directory')],
  '/directory/teams/$team': [inside, screen(people, 'TeamPage')],
  '/directory/persons/$person': [inside, screen(directory, 'PersonPage')],
  '/groups': [inside, screen(groups, 'Groups')],
  '/groups/new': [inside, screen(groups, 'NewGroup')],
  '/groups/$group': [inside, screen(groups, 'GroupPage')],
  '/agreements/$agreement': [inside, screen(agreements, 'AgreementPage')],
  '/our-team': [ourTeam, screen(directory, 'OurTeam')],
  '/our-team/people': [ourTeam, screen(people, 'OurPeople')],
  '/our-team/keys': [ourTeam, screen(directory, 'OurKeys')],
  '/our-team/propose/$field': [ourTeam, screen(directory, 'Propose')],
  '/our-team/agreements': [ourTeam, screen(agreements, 'OurAgreements')],
  '/our-team/authority': [ourTeam, screen(() => import('#work/approval/screens.tsx'), 'OurAuthority')],
  '/obstacles': [inside, screen(() => import('#work/obstacles/screens.tsx'), 'Obstacles')],
  '/our-team/api-keys': [ourTeam, screen(identity, 'ApiKeys')],
  '/our-team/words': [ourTeam, screen(() => import('#work/sanitisation/screens.tsx'), 'OurWords')],
  '/secretariat': [office, screen(people, 'Secretariat')],
  '/secretariat/mail': [office, screen(() => import('#work/deliveries/screens.tsx'), 'Deliverability')],
  '/secretariat/teams': [office, screen(membership, 'Standings')],
  '/secretariat/teams/new': [office, screen(people, 'EnrolTeam')],
  '/secretariat/teams/$team': [office, screen(membership, 'StandingPage')],
  '/secretariat/proposals': [office, screen(directory, 'Proposals')],
  '/secretariat/proposals/$proposal': [office, screen(directory, 'DecideProposal')],
  '/secretariat/agreements': [office, screen(agreements, 'OfficeAgreements')],
  '/secretariat/agreements/new': [office, screen(agreements, 'NewAgreement')],
}

const hangIn = (frame: Frames) =>
  addresses
    .filter((address) => hung[address][0] === frame)
    .map((path) => createRoute({ getParentRoute: () => frame, path, component: hung[path][1] }))

const tree = root.addChildren([
  outside.addChildren(hangIn(outside)),
  outsideWide.addChildren(hangIn(outsideWide)),
  inside.addChildren([
    ...hangIn(inside),
    ourTeam.addChildren(hangIn(ourTeam)),
    office.addChildren(hangIn(office)),
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
    defaultNotFoundComponent: Nowhere,
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
