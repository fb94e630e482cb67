import assert from 'node:assert/strict'
import { become, seats, switchLanguage } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { scenes, type Tab } from '../support/window.ts'

/** Letters that only Japanese is written with. */
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

const demo = sharedDemo()

journey(
  'a person changes the language: every word at once, and it is kept',
  [scenes.deskLightJa, scenes.phoneLightJa],
  async ({ scene, sit, step }) => {
    const house = await demo()
    const sitting = await sit(house.url)
    const tab = await sitting.tab()

    await step('from Japanese to English, without a reload', async () => {
      await become(tab, scene, seats.motors)
      const before = await ownWords(tab)
      assert.ok(before.some((word) => JAPANESE.test(word)))
      let loaded = false
      tab.page.on('load', () => (loaded = true))
      await switchLanguage(tab, scene.width)
      await tab.arrive(tab.t('app.home.title'))
      assert.deepEqual(
        (await ownWords(tab)).filter((word) => JAPANESE.test(word)),
        [],
      )
      assert.equal(await tab.page.evaluate(() => document.documentElement.lang), 'en')
      assert.equal(loaded, false)
    })

    await step('a reload and another screen speak it too, and so does the account page', async () => {
      await tab.page.reload()
      await tab.arrive(tab.t('app.home.title'))
      await tab.go('/me')
      await tab.arrive(tab.t('signIn.account.title'))
    })

    await step('at another screen of the same person it is English from the start', async () => {
      const elsewhere = await (await sit(house.url)).tab()
      const [body, role] = seats.motors.ja
      await elsewhere.go('/demo')
      await elsewhere.write(
        elsewhere.find('searchbox', elsewhere.t('signIn.demo_page.search')),
        `${body} ${role}`,
      )
      await elsewhere.press(elsewhere.page.getByRole('button', { name: `${body} ${role}` }).first())
      elsewhere.language = 'en'
      await elsewhere.arrive(elsewhere.t('app.home.title'))
    })
  },
)

journey(
  'in two tabs one person acts for two teams, each under its own',
  [scenes.deskDarkEn],
  async ({ scene, sit, step }) => {
    const house = await demo()
    const sitting = await sit(house.url)
    const motors = await sitting.tab()
    const chemicals = await sitting.tab()
    const acting = (tab: Tab) => tab.page.getByRole('button', { name: tab.t('app.acting.switch') })

    await step('a contractor of several teams puts on another hat in the second tab', async () => {
      // whoever serves both is found by both names
      await become(motors, scene, contractor, 'Yamabiko Chemicals')
      chemicals.language = motors.language
      await chemicals.go('/home')
      await chemicals.arrive(chemicals.t('app.home.title'))
      await chemicals.fromMenu(acting(chemicals), /^Yamabiko Chemicals/)
      await acting(chemicals).filter({ hasText: 'Yamabiko Chemicals' }).waitFor()
      await chemicals.look()
      await acting(motors).filter({ hasText: 'Tokiwa Motors' }).waitFor()
    })

    await step('each answers for its own team', async () => {
      const address = await openWarning(motors)
      await openWarning(chemicals)
      await motors.press(motors.find('button', motors.t('warnings.answers.trace')))
      await chemicals.press(chemicals.find('button', chemicals.t('warnings.answers.handled')))
      await answered(chemicals, 'handled')
      await answered(motors, 'trace')
      for (const tab of [motors, chemicals]) await tab.page.reload()
      await answered(motors, 'trace')
      await answered(chemicals, 'handled')
      assert.equal(new URL(chemicals.page.url()).pathname, address)
      for (const tab of [motors, chemicals]) await tab.look()
    })
  },
)

const contractor = {
  ja: ['ときわ自動車', 'アナリスト'],
  en: ['Tokiwa Motors', 'Analyst'],
} as const

/** The warning that reached all members. */
async function openWarning(tab: Tab): Promise<string> {
  await tab.go('/warnings')
  await tab.press(tab.page.getByRole('link', { name: '請求書を装うメールからの侵入が続いています' }))
  await tab.find('heading', tab.t('warnings.read.answer_title')).waitFor()
  return new URL(tab.page.url()).pathname
}

const answered = (tab: Tab, answer: 'trace' | 'handled') =>
  tab.page
    .getByText(tab.t('warnings.read.answered', { answer: tab.t(`warnings.answers.${answer}`) }))
    .waitFor()

/** The words that stand on the screen, but for what members wrote (it says its own language) and names. */
const ownWords = (tab: Tab): Promise<string[]> =>
  tab.page.evaluate(() => {
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement
      const shown =
        parent?.checkVisibility() && !parent.closest('[lang]:not(html), a[href^="/warnings/"], script, style')
      if (shown && node.textContent?.trim()) found.push(node.textContent.trim())
    }
    return found
  })
