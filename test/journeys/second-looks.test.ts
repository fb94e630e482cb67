import assert from 'node:assert/strict'
import { become, type DemoSeat, seats } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { firstListed, scenes, type Tab } from '../support/window.ts'

const others = {
  lawyer: { ja: ['朝霧銀行', '法務・広報レビュー'], en: ['Asagiri Bank', 'Legal / PR reviewer'] },
  duty: { ja: ['事務局', '当番'], en: ['Secretariat', 'Duty officer'] },
  chair: { ja: ['運営委員会', '委員長'], en: ['Steering committee', 'Chair'] },
} as const satisfies Record<string, DemoSeat>

const words = {
  ja: {
    headline: '取引先を装った電話での聞き出し',
    first: '保守の担当者を名乗る電話が続いています。',
    second: '保守の担当者を名乗る電話が、三つの支店で続いています。',
    third: '保守の担当者を名乗る電話が、複数の支店で続いています。',
    question: '相手方の同意はありますか。',
    answer: '書面であります。',
    office: '事務局',
    reason: '折り返しの確認のため',
  },
  en: {
    headline: 'Calls that pose as a supplier',
    first: 'Somebody who says to be of the maintenance company calls again and again.',
    second: 'Somebody who says to be of the maintenance company calls three of our branches.',
    third: 'Somebody who says to be of the maintenance company calls several branches.',
    question: 'Did the other side consent?',
    answer: 'Yes, in writing.',
    office: 'Secretariat',
    reason: 'To call back and confirm',
  },
}

/** What this journey writes itself, in every scene. */
const ours = Object.values(words).map(({ headline }) => headline)

const demo = sharedDemo()

journey(
  'second looks: a lawyer reviews one exact text, a duty officer learns a withheld source, a chair breaks the glass',
  [scenes.deskLightJa, scenes.phoneDarkEn],
  async ({ scene, sit, step }) => {
    const house = await demo()
    const said = words[scene.language]
    const author = await (await sit(house.url)).tab()
    const lawyer = await (await sit(house.url)).tab()
    const duty = await (await sit(house.url)).tab()
    const chair = await (await sit(house.url)).tab()
    const { t } = author
    let number = ''

    await step('each sits down', async () => {
      await become(author, scene, seats.bank)
      await become(lawyer, scene, others.lawyer)
      await become(duty, scene, others.duty)
      await become(chair, scene, others.chair)
    })

    await step('the author writes with the source withheld, and asks the lawyer', async () => {
      await author.press(author.find('link', t('app.compose')))
      await author.arrive(t('composer.title'))
      await author.choose(author.page.getByRole('radio', { name: t('composer.withheld') }))
      await author.write(author.page.getByLabel(t('composer.part_headline'), { exact: true }), said.headline)
      await author.write(author.page.getByLabel(t('composer.text'), { exact: true }), said.first)
      await author.pick(author.field(t('composer.tlp')), 'TLP:GREEN')
      await author.address(said.office)
      await author.press(author.find('button', t('composer.save')))
      await author.page.waitForURL(/draft=RNK-/)
      number = /RNK-\w{4}-\w{2}/.exec(author.page.url())?.[0] ?? assert.fail()
      await author.go(`/warnings/${number}`)
      await author.arrive(said.headline)
      await author.press(author.find('button', t('oversight.ask')))
      await author.look()
      await author.press(author.find('button', t('oversight.ask_confirm')))
      await author.page.getByText(t('oversight.state.asked')).waitFor()
      await author.look()
    })

    await step('the lawyer finds it among what waits, and sees text and readers', async () => {
      await lawyer.page.reload()
      await lawyer.press(lawyer.page.getByRole('link', { name: said.headline }))
      await lawyer.arrive(said.headline)
      await lawyer.page.getByText(said.first).waitFor()
      await lawyer.find('heading', t('oversight.readers')).waitFor()
      await lawyer.look()
    })

    await step(
      'what the author writes now is not what the lawyer was asked about, and both are told',
      async () => {
        await author.press(author.find('link', t('warnings.board.edit')))
        await author.arrive(t('composer.title_edit'))
        await author.page.getByText(t('oversight.stays')).waitFor()
        await author.write(author.page.getByLabel(t('composer.text'), { exact: true }), said.second)
        await author.press(author.find('button', t('composer.save')))
        const earlier = t('oversight.state.earlier', { parts: t('warnings.kind.technical') })
        await author.page.getByText(earlier).waitFor()
        await author.look()
        await lawyer.page.reload()
        await lawyer.page.getByText(t('oversight.overtaken_you')).waitFor()
        await lawyer.page.getByText(said.first).waitFor()
        assert.equal(await lawyer.page.getByText(said.second).count(), 0)
        await lawyer.look()
        await author.press(author.find('button', t('composer.release')))
        await author.arrive(t('composer.confirm.title'))
        await author.page.getByText(earlier).waitFor()
      },
    )

    await step('a text under an NDA is not released before the lawyer approved exactly it', async () => {
      await author.tick(author.find('checkbox', t('approval.contains.nda-bound')))
      await author.page
        .getByText(t('approval.needs.missing', { causes: t('approval.cause.nda-bound') }))
        .waitFor()
      await author.look()
      await author.press(author.find('button', t('oversight.ask')))
      await author.press(author.find('button', t('oversight.ask_confirm')))
      await lawyer.page.reload()
      await lawyer.page.getByText(said.second).waitFor()
      await lawyer.page.getByText(t('approval.cause.nda-bound')).waitFor()
      await lawyer.look()
    })

    await step('the lawyer asks, and is answered', async () => {
      await lawyer.press(lawyer.find('button', t('approval.judge.ask')))
      await lawyer.write(lawyer.field(t('approval.judge.question')), said.question)
      await lawyer.press(lawyer.find('button', t('approval.judge.send_question')))
      await lawyer.page.getByText(t('approval.judge.waiting')).waitFor()
      await author.go(`/warnings/${number}`)
      await author.page.getByText(said.question).waitFor()
      await author.write(author.field(t('approval.verdict.answer')), said.answer)
      await author.look()
      await author.press(author.find('button', t('approval.verdict.answer_send')))
      await author.page.getByText(said.answer).waitFor()
    })

    await step('the lawyer approves with a change, of which the author is told at once', async () => {
      await lawyer.page.reload()
      await lawyer.page.getByText(said.answer).waitFor()
      await lawyer.press(lawyer.find('button', t('approval.judge.change')))
      await lawyer.write(lawyer.field(t('approval.field.text')), said.third)
      await lawyer.look()
      await lawyer.press(lawyer.find('button', t('approval.judge.send_change')))
      await lawyer.arrive(t('app.home.title'))
      assert.equal(await lawyer.page.getByRole('link', { name: said.headline }).count(), 0)
      await author.page.getByText(t('warnings.board.news')).waitFor()
    })

    await step('taken with one click it is approved, and released', async () => {
      await author.page.reload()
      await author.page.getByText(said.third).waitFor()
      await author.look()
      await author.press(author.find('button', t('approval.verdict.take')))
      await author.page.getByText(t('approval.verdict.taken')).waitFor()
      await author.go(`/warnings/${number}/release`)
      await author.arrive(t('composer.confirm.title'))
      await author.page.getByText(t('approval.needs.approved')).waitFor()
      await author.look()
      await author.press(author.find('button', t('composer.confirm.confirm')))
      await author.press(author.find('button', t('signIn.fresh.demo')))
      await author.find('heading', t('warnings.board.title')).waitFor()
      await author.page.getByText(t('warnings.board.looks_none')).waitFor()
      await author.look()
    })

    await step('the duty officer gives a reason, proves who it is, and is shown the source', async () => {
      await duty.go(`/warnings/${number}`)
      await duty.arrive(said.headline)
      await giveReason(
        duty,
        t('oversight.source'),
        t('oversight.source_reason'),
        t('oversight.source_confirm'),
        said.reason,
      )
      await duty.page.getByText(t('oversight.source_told')).waitFor()
      await duty.page.getByRole('link', { name: new RegExp(seats.bank[scene.language][0]) }).waitFor()
      await duty.look()
    })

    await step('the source is told of the look and its reason', async () => {
      await author.page.reload()
      await author.page.getByText(said.reason).waitFor()
      await author.look()
    })

    await step(
      'what was not addressed to the chair opens for an hour, by a reason; to an officer it is not offered',
      async () => {
        const own = await firstListed(
          author,
          '/api/warnings?box=mine',
          'lines',
          (line) =>
            line.state === 'released' && `${line.tlp}` === 'GREEN' && !ours.includes(line.headline ?? ''),
        )
        const address = `/warnings/${own.number}`
        await duty.go(address)
        await duty.page.getByRole('alert').waitFor()
        assert.equal(await duty.page.getByText(t('oversight.glass')).count(), 0)
        await chair.go(address)
        await giveReason(
          chair,
          t('oversight.glass'),
          t('oversight.glass_reason'),
          t('oversight.glass_confirm'),
          said.reason,
        )
        await chair.arrive(own.headline ?? '')
        await chair.page.getByText(t('oversight.glass_open')).waitFor()
        await chair.look()
        await author.go(address)
        await author.page.getByText(said.reason).first().waitFor()
        await author.look()
        await chair.press(chair.find('button', t('oversight.glass_done')))
        await chair.arrive(t('app.home.title'))
        await chair.go(address)
        await chair.page.getByRole('alert').waitFor()
      },
    )

    await step(
      'a number that never existed is offered to the chair in the same words, and opens nothing',
      async () => {
        await chair.go('/warnings/RNK-2222-22')
        await giveReason(
          chair,
          t('oversight.glass'),
          t('oversight.glass_reason'),
          t('oversight.glass_confirm'),
          said.reason,
        )
        await chair.page.getByRole('alert').last().waitFor()
        await chair.look()
      },
    )
  },
)

/** Opens the form that asks for a reason, fills it in, and proves who it is. */
async function giveReason(tab: Tab, title: string, label: string, confirm: string, reason: string) {
  await tab.press(tab.page.locator('summary', { hasText: title }))
  await tab.write(tab.field(label), reason)
  await tab.look()
  await tab.press(tab.find('button', confirm))
  await tab.press(tab.find('button', tab.t('signIn.fresh.demo')))
  await tab.find('dialog', tab.t('signIn.fresh.title')).waitFor({ state: 'detached' })
}
