import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addresses } from '../../src/doors/app/addresses.ts'
import { become, type DemoSeat, seats } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { firstListed, scenes, type Tab } from '../support/window.ts'

/** Where a screen with something in its address stands: asked of the door as the person who is there. */
type Address = string | ((tab: Tab) => Promise<string>)

const walks: readonly { readonly who: DemoSeat; readonly screens: Readonly<Record<string, Address>> }[] = [
  {
    who: seats.university,
    screens: {
      '/home': '/home',
      '/warnings': '/warnings',
      '/warnings/new': '/warnings/new',
      '/warnings/look-up': '/warnings/look-up',
      '/warnings/$number': (tab) => firstOf(tab, '/api/warnings?box=inbox', 'lines', 'number', '/warnings/'),
      '/warnings/$number/edit': async (tab) =>
        `${await firstOf(tab, '/api/warnings?box=mine', 'lines', 'number', '/warnings/')}/edit`,
      '/warnings/$number/release': async (tab) =>
        `${await firstOf(tab, '/api/warnings?box=mine', 'lines', 'number', '/warnings/')}/release`,
      '/warnings/$number/checks': async (tab) =>
        `${await firstOf(tab, '/api/warnings?box=mine', 'lines', 'number', '/warnings/')}/checks`,
      '/me': '/me',
      '/charter': '/charter',
      '/directory': '/directory',
      '/directory/teams/$team': (tab) => firstOf(tab, '/api/teams', 'teams', 'id', '/directory/teams/'),
      '/directory/persons/$person': (tab) =>
        firstOf(tab, '/api/people?search=a', 'people', 'person', '/directory/persons/'),
      '/groups': '/groups',
      '/groups/$group': (tab) => firstOf(tab, '/api/groups', 'groups', 'id', '/groups/'),
      '/agreements/$agreement': (tab) => firstOf(tab, '/api/agreements', 'agreements', 'id', '/agreements/'),
      '/our-team': '/our-team',
      '/our-team/people': '/our-team/people',
      '/our-team/keys': '/our-team/keys',
      '/our-team/propose/$field': '/our-team/propose/sector',
      '/our-team/agreements': '/our-team/agreements',
      '/our-team/authority': '/our-team/authority',
      '/our-team/words': '/our-team/words',
      '/our-team/api-keys': '/our-team/api-keys',
      '/obstacles': '/obstacles',
      $: '/no/such/place',
    },
  },
  {
    who: seats.officer,
    screens: {
      '/': '/',
      '/groups/new': '/groups/new',
      '/audit': '/audit',
      '/secretariat': '/secretariat',
      '/secretariat/mail': '/secretariat/mail',
      '/secretariat/teams': '/secretariat/teams',
      '/secretariat/teams/new': '/secretariat/teams/new',
      '/secretariat/teams/$team': (tab) => firstOf(tab, '/api/teams', 'teams', 'id', '/secretariat/teams/'),
      '/secretariat/proposals': '/secretariat/proposals',
      '/secretariat/proposals/$proposal': (tab) =>
        firstOf(tab, '/api/proposals', 'proposals', 'id', '/secretariat/proposals/'),
      '/secretariat/agreements': '/secretariat/agreements',
      '/secretariat/agreements/new': '/secretariat/agreements/new',
    },
  },
  { who: seats.auditor, screens: { '/audit': '/audit' } },
]

/** Screens of people who are not signed in. */
const outside: Readonly<Record<string, string>> = {
  '/sign-in': '/sign-in',
  '/accept': '/accept',
  '/found': '/found',
  '/demo': '/demo',
  api: '/api',
  mailbox: '/dev/mail',
}

test('every screen of the app has its place in the walk', () => {
  const walked = new Set([...walks.flatMap(({ screens }) => Object.keys(screens)), ...Object.keys(outside)])
  assert.deepEqual(
    addresses.filter((address) => !walked.has(address)),
    [],
  )
})

const demo = sharedDemo()

journey(
  'on every screen: no barrier, nothing beyond the edge, no fault',
  [scenes.phoneDarkEn, scenes.deskLightJa],
  async ({ scene, sit, step }) => {
    const { url } = await demo()
    await step('outside', async () => {
      const tab = await (await sit(url)).tab()
      const wrong: string[] = []
      for (const address of Object.values(outside)) await visit(tab, address, wrong)
      assert.deepEqual(wrong, [])
    })
    if (scene === scenes.phoneDarkEn) {
      await step('a team proposes what the secretariat will look at', async () => {
        const tab = await (await sit(url)).tab()
        await become(tab, scene, seats.motors)
        await tab.go('/our-team/propose/sector')
        await tab.pick(tab.page.getByRole('combobox', { name: tab.t('people.field.sector') }), 'Energy')
        await tab.press(tab.find('button', tab.t('directory.propose_now')))
        await tab.arrive(tab.t('directory.our_facts'))
      })
    }
    for (const { who, screens } of walks) {
      await step(`as ${who.en.join(', ')}`, async () => {
        const tab = await (await sit(url)).tab()
        await become(tab, scene, who)
        const wrong: string[] = []
        for (const address of Object.values(screens)) {
          await visit(tab, typeof address === 'string' ? address : () => address(tab), wrong)
        }
        assert.deepEqual(wrong, [])
      })
    }
  },
)

/** Goes there and looks; what is wrong is kept, so that one walk tells all of it. */
async function visit(tab: Tab, address: string | (() => Promise<string>), wrong: string[]) {
  try {
    await tab.go(typeof address === 'string' ? address : await address())
    await tab.arrive(/./)
  } catch (error) {
    wrong.push(`${tab.page.url()}: ${(error as Error).message}`)
    tab.faults.length = 0
  }
}

/** The address of the first thing in a list that this person is given. */
const firstOf = async (tab: Tab, path: string, list: string, key: string, before: string): Promise<string> =>
  `${before}${(await firstListed(tab, path, list))[key]}`
