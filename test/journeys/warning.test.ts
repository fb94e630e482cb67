import assert from 'node:assert/strict'
import { become, seats } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { type Scene, scenes, type Tab } from '../support/window.ts'

const words = {
  ja: {
    headline: '請求書を装ったメールに添付された不正なファイル',
    text: '9時ごろから届いています。通信先は hxxps://invoice[.]example/ です。',
    doNow: 'プロキシのログで invoice[.]example への通信を確かめてください。',
    sector: '製造',
    others: '金融',
  },
  en: {
    headline: 'Malicious file attached to mails that pose as invoices',
    text: 'They arrive since about nine. The destination is hxxps://invoice[.]example/.',
    doNow: 'Look for invoice[.]example in the logs of your proxy.',
    sector: 'Manufacturing',
    others: 'Finance',
  },
}

const demo = sharedDemo()

journey(
  'three persons and one warning, by keyboard alone: written, previewed, released, taken back, released, read, answered',
  [scenes.deskDarkEn, scenes.phoneLightJa],
  async ({ scene, sit, step }) => {
    const house = await demo()
    const said = words[scene.language]
    const author = await (await sit(house.url)).tab()
    const reader = await (await sit(house.url)).tab()
    const outsider = await (await sit(house.url)).tab()
    const { t } = author
    let number = ''

    await step('each sits down', async () => {
      await become(author, scene, seats.bank)
      await become(reader, scene, seats.motors)
      await become(outsider, scene, seats.university)
    })

    await step('the author writes, and sees at every moment who will read', async () => {
      await author.press(author.find('link', t('app.compose')))
      await author.arrive(t('composer.title'))
      await author.choose(author.page.getByRole('radio', { name: named(author, scene) }))
      await author.write(author.page.getByLabel(t('composer.part_headline'), { exact: true }), said.headline)
      await author.write(author.page.getByLabel(t('composer.text'), { exact: true }), said.text)
      await author.write(author.field(t('composer.do_now')), said.doNow)
      await author.address(said.sector)
      await author.choose(author.page.getByRole('radio', { name: t('warnings.urgency.immediate') }))
      await author.press(author.find('button', t('composer.tomorrow')))
      const readers = author.page.getByRole('complementary', { name: t('composer.who_reads.title') })
      if (scene.width === 360) await author.press(readers.getByRole('button').first())
      await readers.getByText(t('composer.who_reads.via.sector', { name: said.sector })).waitFor()
      await author.look()
      if (scene.width === 360) await author.press(readers.getByRole('button').first())
    })

    await step('RED for a whole sector is refused in words, AMBER is not', async () => {
      await author.pick(author.field(t('composer.tlp')), 'TLP:RED')
      const release = author.find('button', t('composer.release'))
      await author.page.waitForFunction(
        (name) =>
          [...document.querySelectorAll('button')].some(
            (one) => one.innerText === name && one.ariaDisabled === 'true',
          ),
        t('composer.release'),
      )
      await author.press(release)
      await author.look()
      assert.match(author.page.url(), /\/warnings\/new|\/edit/, 'nothing happened')
      await author.pick(author.field(t('composer.tlp')), 'TLP:AMBER')
      await author.press(author.find('button', t('composer.save')))
    })

    await step('one page of sentences, a fresh sign-in, and it is held', async () => {
      await release(author)
      number = /RNK-\w{4}-\w{2}/.exec(author.page.url())?.[0] ?? ''
      assert.ok(number)
      await author.find('button', t('warnings.board.take_back')).waitFor()
    })

    await step('nobody sees it while it is held, and the author takes it back', async () => {
      await author.press(author.find('button', t('warnings.board.take_back')))
      await author.page.getByText(t('warnings.board.draft')).waitFor()
      await author.look()
      await reader.press(reader.find('link', t('app.nav.warnings')).first())
      await reader.arrive(t('warnings.title'))
      assert.equal(await reader.page.getByText(said.headline).count(), 0)
      assert.equal(await reader.page.getByRole('status').getByRole('button').count(), 0, 'nothing was told')
    })

    await step('released again, it arrives in the open inbox of a reader', async () => {
      await author.press(author.find('link', t('warnings.board.release')))
      await confirm(author)
      const news = reader.page.getByRole('status').getByRole('button')
      await news.waitFor({ timeout: 40_000 })
      await reader.press(news)
      await reader.press(reader.page.getByRole('link', { name: said.headline }))
      await reader.arrive(said.headline)
      await reader.page.getByText(said.doNow).first().waitFor()
    })

    await step('the reader sees why, and answers with one press', async () => {
      await reader.find('heading', t('warnings.read.why')).waitFor()
      await reader.press(reader.find('button', t('warnings.answers.no-trace')))
      await reader.page
        .getByText(t('warnings.read.answered', { answer: t('warnings.answers.no-trace') }))
        .waitFor()
      await reader.look()
    })

    await step('to somebody outside it is as a number that never existed', async () => {
      const [real, never] = [await shownAt(outsider, number), await shownAt(outsider, 'RNK-2222-22')]
      assert.equal(real.replaceAll(number, 'RNK-2222-22'), never)
      assert.doesNotMatch(real, new RegExp(said.headline))
      await outsider.look()
    })

    await step("the source's board counts the answer", async () => {
      await author.page.reload()
      await author.arrive(said.headline)
      await author.page
        .getByRole('definition')
        .filter({ hasText: t('common.teams', { count: 1 }) })
        .first()
        .waitFor()
      await author.page
        .getByRole('term')
        .filter({ hasText: t('warnings.answers.no-trace') })
        .waitFor()
    })
  },
)

const named = (tab: Tab, { language }: Scene) => tab.t('composer.named', { team: seats.bank[language][0] })

async function release(tab: Tab) {
  await tab.press(tab.find('button', tab.t('composer.release')))
  await confirm(tab)
}

async function confirm(tab: Tab) {
  const { t } = tab
  await tab.arrive(t('composer.confirm.title'))
  await tab.tick(tab.find('checkbox', t('approval.contains.none')))
  await tab.press(tab.find('button', t('composer.confirm.confirm')))
  await tab.find('dialog', t('signIn.fresh.title')).waitFor()
  await tab.look()
  await tab.press(tab.find('button', t('signIn.fresh.demo')))
  await tab.find('heading', t('warnings.board.title')).waitFor()
  await tab.look()
}

/** All that a person is shown at the address of a warning. */
async function shownAt(tab: Tab, number: string): Promise<string> {
  const answer = (path: string) => tab.page.waitForResponse((one) => one.url().includes(path))
  // the bar of a stopped exercise may come a moment later than the rest
  const [answered, stopped] = [answer(`/api/warnings/${number}`), answer('/api/exercise-stop')]
  await tab.go(`/warnings/${number}`)
  assert.equal((await answered).status(), 404)
  await stopped
  await tab.settle()
  await tab.page.getByRole('alert').last().waitFor()
  return tab.page.getByRole('main').innerText()
}
