import assert from 'node:assert/strict'
import { become, seats } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { scenes, type Tab } from '../support/window.ts'

/** An event as another association might send it; all addresses are for documents (RFC 5737, RFC 2606). */
const event = {
  Event: {
    uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e11',
    info: 'Loader behind mails that pose as delivery notices',
    date: '2026-11-20',
    timestamp: '1795000000',
    published: true,
    Orgc: { name: 'Example CERT', uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e12' },
    Tag: [{ name: 'tlp:amber' }],
    Attribute: [
      {
        uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e13',
        type: 'domain',
        category: 'Network activity',
        value: 'delivery-note.example',
        to_ids: true,
      },
      {
        uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e14',
        type: 'ip-dst',
        category: 'Network activity',
        value: '203.0.113.77',
        to_ids: true,
      },
      {
        uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e15',
        type: 'vulnerability',
        category: 'Payload delivery',
        value: 'CVE-2026-10001',
        to_ids: false,
      },
      {
        uuid: '5c1f0a52-9d4e-4b39-8a0b-6c0d9a1f0e16',
        type: 'x-nobody-knows',
        category: 'Other',
        value: 'something',
        to_ids: false,
      },
    ],
  },
}

const words = {
  ja: { sectors: ['製造', '官公庁・教育'], permission: '2026-11-20 Example CERT 当番、電話で許可' },
  en: {
    sectors: ['Manufacturing', 'Public sector and education'],
    permission: '2026-11-20, duty officer of Example CERT, by telephone',
  },
}

const demo = sharedDemo()

journey(
  'a file dragged in becomes a warning: draft, preview, release, read and answered by two teams, counted on the board',
  [scenes.deskLightJa, scenes.phoneDarkEn],
  async ({ scene, sit, step }) => {
    const { url } = await demo()
    const said = words[scene.language]
    const author = await (await sit(url)).tab()
    const { t } = author
    const part = author.page.getByRole('group', { name: t('warnings.kind.technical'), exact: true })
    let number = ''

    await step('an event is dragged onto the warnings, and asked whose it is', async () => {
      await become(author, scene, seats.bank)
      await author.go('/warnings')
      await author.arrive(t('warnings.title'))
      await drag(author, 'event.json', JSON.stringify(event))
      await drag(author, 'broken.json', '{"Event": ')
      await author.find('heading', t('intake.title')).waitFor()
      await author.look()
      await author.press(author.find('button', t('intake.go', { count: 2 })))
      await author.page.getByText(t('intake.wants_source')).waitFor()
      await author.choose(author.page.getByRole('radio', { name: t('intake.theirs') }))
      await author.choose(author.page.getByRole('radio', { name: t('composer.off'), exact: true }))
      await author.press(author.find('button', t('intake.go', { count: 2 })))
    })

    await step('each file says what came of it: a draft, or why it was refused', async () => {
      await author.page.getByText(t('intake.all_done', { drafts: 1, refused: 1 })).waitFor()
      await author.page.getByRole('alert').waitFor()
      await author.look()
      await author.press(author.find('link', event.Event.info))
      await author.arrive(t('composer.title_edit'))
      number = /RNK-\w{4}-\w{2}/.exec(author.page.url())?.[0] ?? ''
    })

    await step(
      'the draft tells its file, what was odd in it, and keeps the source and label that it came with',
      async () => {
        await author.find('heading', t('intake.from_file')).waitFor()
        await author.page.getByText('Example CERT').first().waitFor()
        await author.page.getByText('event.json').waitFor()
        assert.equal(await author.field(t('intake.vulnerabilities')).inputValue(), 'CVE-2026-10001')
        await part.getByText('delivery-note[.]example', { exact: true }).waitFor()
      },
    )

    await step('values are found while they are pasted, doubtful ones marked, and kept at once', async () => {
      await author.write(
        author.field(t('indicators.paste')),
        '198.51.100[.]7 と hxxps://delivery-note[.]example/a',
      )
      await part.getByText(t('indicators.found', { count: 2 }), { exact: true }).waitFor()
      for (const box of await part.getByRole('checkbox', { name: /\[\.\]/ }).all()) await author.tick(box)
      await author.look()
      await author.press(part.getByRole('button', { name: t('indicators.add_now', { count: 2 }) }))
      await part.getByText('198[.]51[.]100[.]7', { exact: true }).waitFor()
      await author.press(
        part.getByRole('button', { name: t('indicators.remove', { value: '203[.]0[.]113[.]77' }) }),
      )
      await part.getByText('203[.]0[.]113[.]77').waitFor({ state: 'detached' })
    })

    await step('without the permission of its source it is not released', async () => {
      for (const sector of said.sectors) await author.address(sector)
      await author.press(author.find('button', t('composer.tomorrow')))
      await author.page.getByText(t('contradictions.outside-without-permission')).first().waitFor()
      await author.write(author.field(t('intake.permission')), said.permission)
      await author.page
        .getByText(t('contradictions.outside-without-permission'))
        .first()
        .waitFor({ state: 'detached' })
      await author.look()
    })

    await step('released after a fresh sign-in', async () => {
      await author.press(author.find('button', t('composer.release')))
      await author.arrive(t('composer.confirm.title'))
      await author.tick(author.find('checkbox', t('approval.contains.none')))
      await author.press(author.find('button', t('composer.confirm.confirm')))
      await author.find('dialog', t('signIn.fresh.title')).waitFor()
      await author.press(author.find('button', t('signIn.fresh.demo')))
      await author.find('heading', t('warnings.board.title')).waitFor()
    })

    for (const [seat, answer] of [
      [seats.motors, 'no-trace'],
      [seats.university, 'trace'],
    ] as const) {
      await step(`read, taken away and answered by ${seat.en[0]}`, async () => {
        const reader = await (await sit(url)).tab()
        await become(reader, scene, seat)
        await opened(reader, number)
        await reader.arrive(event.Event.info)
        await reader.page.getByText('delivery-note[.]example', { exact: true }).waitFor()
        await reader.page.getByText('CVE-2026-10001').waitFor()
        await reader.look()
        assert.equal(
          await reader.page.getByText(said.permission).count(),
          0,
          'how it was permitted is not told',
        )
        await reader.press(reader.find('button', t(`warnings.answers.${answer}`)))
        await reader.page
          .getByText(t('warnings.read.answered', { answer: t(`warnings.answers.${answer}`) }))
          .waitFor()
        await reader.press(reader.page.getByText(t('indicators.export'), { exact: true }))
        const file = reader.page.waitForEvent('download')
        await reader.press(reader.find('button', t('indicators.formats.csv')))
        assert.match((await file).suggestedFilename(), new RegExp(`${number}_TLP-AMBER\\.csv$`))
        await reader.look()
        await lookUp(reader)
      })
    }

    await step('the board counts both', async () => {
      await author.page.reload()
      await author.arrive(event.Event.info)
      for (const answer of ['no-trace', 'trace'] as const)
        await author.page
          .getByRole('term')
          .filter({ hasText: t(`warnings.answers.${answer}`) })
          .first()
          .waitFor()
      await author.look()
    })
  },
)

/** Lets a file go over the page, as a mouse would. */
const drag = (tab: Tab, name: string, text: string): Promise<void> =>
  tab.page.evaluate(
    ([name = '', text = '']) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], name))
      const over = { dataTransfer, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new DragEvent('dragover', over))
      document.body.dispatchEvent(new DragEvent('drop', over))
    },
    [name, text],
  )

/** Held for a while, then there. */
async function opened(tab: Tab, number: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const answer = tab.page.waitForResponse((one) => one.url().endsWith(`/api/warnings/${number}`))
    await tab.go(`/warnings/${number}`)
    if ((await answer).ok()) return
    await tab.page.waitForTimeout(1_000)
  }
}

/** Asks for a value of the warning, one near it, and one that nobody has warned about. */
async function lookUp(tab: Tab): Promise<void> {
  const { t } = tab
  await tab.go('/warnings/look-up')
  await tab.arrive(t('indicators.look_up'))
  await tab.write(
    tab.field(t('indicators.look_up_ask')),
    '198.51.100.7\nhxxp://www.delivery-note[.]example/b\nnobody-warned.example',
  )
  await tab.press(tab.find('button', t('indicators.look_up_now', { count: 3 })))
  await tab.find('heading', t('indicators.look_up_hits', { count: 2, total: 3 })).waitFor()
  assert.ok((await tab.page.getByRole('link', { name: event.Event.info }).count()) >= 2)
  await tab.look()
}
