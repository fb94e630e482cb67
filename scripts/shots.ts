/**
 * Takes pictures of the main screens of the demo, to look at before a screen is called done: in both languages, wide
 * and at 360 px, light and dark, into `shots/`. With `--docs` it refreshes the few in `docs/images` that the README
 * shows. `--only <part of a name>` takes those alone.
 */
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from '../test/support/browser.ts'
import { become, type DemoSeat, seats } from '../test/support/demo-person.ts'
import { newPlace, runRenkei } from '../test/support/running.ts'
import { firstListed, firstScreen, type Scene, sitDown, type Tab } from '../test/support/window.ts'

const { values } = parseArgs({
  options: { docs: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const root = join(import.meta.dirname, '..')
const folder = join(root, values.docs ? 'docs/images' : 'shots')
/** What a page of a repository should load for one picture. */
const DOCS_BYTES = 120_000

interface Shot {
  readonly name: string
  /** Nobody: a page outside. */
  readonly who?: DemoSeat
  readonly at: string | ((tab: Tab) => Promise<string>)
  /** What is done there first. */
  readonly first?: (tab: Tab) => Promise<void>
  /** What is brought into view. */
  readonly show?: (tab: Tab) => Promise<void>
}

const warning = (headline: string) => async (tab: Tab) => {
  const number = await firstListed(
    tab,
    '/api/warnings?box=kept',
    'lines',
    ({ headline: said }) => said?.includes(headline) === true,
  )
  return `/warnings/${number.number}`
}

const shots: readonly Shot[] = [
  { name: 'sign-in', at: '/sign-in' },
  { name: 'demo', at: '/demo' },
  { name: 'home', who: seats.motors, at: '/home' },
  { name: 'inbox', who: seats.motors, at: '/warnings' },
  { name: 'warning', who: seats.motors, at: warning('請求書を装うメールからの侵入') },
  { name: 'compose', who: seats.motors, at: '/warnings/new', first: writeSomething, show: theirPart },
  { name: 'directory', who: seats.motors, at: '/directory' },
  { name: 'groups', who: seats.motors, at: '/groups' },
  { name: 'our-team', who: seats.motors, at: '/our-team' },
  { name: 'our-people', who: seats.motors, at: '/our-team/people' },
  { name: 'account', who: seats.motors, at: '/me' },
  { name: 'charter', who: seats.motors, at: '/charter' },
  { name: 'board', who: seats.telecom, at: warning('請求書を装うメールからの侵入') },
  { name: 'secretariat', who: seats.officer, at: '/secretariat' },
  { name: 'standings', who: seats.officer, at: '/secretariat/teams' },
  { name: 'audit', who: seats.auditor, at: '/audit' },
]

/** The pictures of the README: what a picture shows first, and how wide it is there. */
const docs: readonly { readonly shot: string; readonly scene: Scene }[] = [
  { shot: 'compose', scene: { width: 1280, scheme: 'light', language: 'ja' } },
  { shot: 'compose', scene: { width: 1280, scheme: 'light', language: 'en' } },
  { shot: 'warning', scene: { width: 360, scheme: 'light', language: 'ja' } },
  { shot: 'warning', scene: { width: 360, scheme: 'dark', language: 'en' } },
]

const everyScene: readonly Scene[] = ([1280, 360] as const).flatMap((width) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    (['ja', 'en'] as const).map((language) => ({ width, scheme, language })),
  ),
)

if (noBrowser) {
  console.error(`No pictures: ${noBrowser}.`)
  process.exit(1)
}
const place = await newPlace()
const browser = await openBrowser()
try {
  const { url } = await runRenkei(place, 'demo')
  if (!values.docs && !values.only) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const scene of values.docs ? docs.map(({ scene }) => scene) : everyScene) {
    const wanted = shots.filter(({ name }) =>
      values.docs ? docs.some((one) => one.shot === name && one.scene === scene) : name.includes(values.only),
    )
    await takeAll(browser, url, scene, wanted)
  }
} finally {
  await browser.close()
  await place.remove()
}

/** All pictures of one scene; each person signs in once. */
async function takeAll(browser: Browser, url: string, scene: Scene, wanted: readonly Shot[]): Promise<void> {
  for (const who of new Set(wanted.map(({ who }) => who))) {
    const sitting = await sitDown(browser, url, scene)
    const tab = await sitting.tab()
    if (who) await become(tab, scene, who)
    for (const shot of wanted.filter((one) => one.who === who)) {
      await tab.go(typeof shot.at === 'string' ? shot.at : await shot.at(tab))
      await tab.settle()
      await shot.first?.(tab)
      await tab.settle()
      const { width, scheme, language } = scene
      const name = values.docs ? [shot.name, language] : [shot.name, width, scheme, language]
      const path = join(folder, `${name.join('-')}.png`)
      await tab.page.setViewportSize(values.docs ? inDocs(scene) : await whole(tab, scene))
      await shot.show?.(tab)
      await tab.page.screenshot({ path })
      await tab.page.setViewportSize({ width: scene.width, height: firstScreen(scene) })
      const { size } = await stat(path)
      if (values.docs && size > DOCS_BYTES) throw new Error(`${path} has ${size} bytes, over ${DOCS_BYTES}`)
      console.log(path)
    }
    for (const fault of sitting.faults) console.error(fault)
    await sitting.close()
  }
}

/** What the README has room for. */
function inDocs({ width }: Scene) {
  return width === 360 ? { width, height: 640 } : { width: 1040, height: 570 }
}

/** Whoever reviews wants the whole, as a screen that is long enough shows it. */
async function whole({ page }: Tab, { width }: Scene) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  return { width, height: Math.max(700, height) }
}

/** The heart: the text of a part, and beside it who will read it. */
async function theirPart({ page, t }: Tab): Promise<void> {
  const field = page.getByLabel(t('composer.part_headline'), { exact: true })
  await field.evaluate((one) => scrollBy(0, (one.closest('fieldset')?.getBoundingClientRect().top ?? 0) - 24))
}

/** A warning half written, with its readers beside it. */
async function writeSomething(tab: Tab): Promise<void> {
  const { t, page, language } = tab
  const [headline, text, sector] =
    language === 'ja'
      ? [
          '図面共有サイトを装うメールが届いています',
          '10時ごろから3通。リンク先は hxxps://drawings[.]example/ です。',
          '製造',
        ]
      : [
          'Mails that pose as a drawing exchange',
          'Three since ten. They link to hxxps://drawings[.]example/.',
          'Manufacturing',
        ]
  await page.getByRole('radio', { name: t('composer.off') }).check()
  await page.getByLabel(t('composer.part_headline'), { exact: true }).fill(headline)
  await page.getByLabel(t('composer.text'), { exact: true }).fill(text)
  await tab.address(sector)
  await page
    .getByText(t('composer.who_reads.via.sector', { name: sector }))
    .waitFor({ state: 'attached' })
    .catch(() => undefined)
}
