import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { journey } from '../support/journey.ts'
import { runRenkei } from '../support/running.ts'
import { type Scene, type Sitting, scenes, type Tab } from '../support/window.ts'

const PASSWORD = 'a quiet harbour at nine in the morning'

const team = { ja: '海辺港湾', en: 'Harbour of the Seaside' }
const analyst = { ja: '大槻 理恵', en: 'Rie Otsuki', email: 'rie.otsuki@example.jp' }
const second = { ja: '浜風', en: 'Sea Breeze' }
const contact = { ja: '浜田 修', en: 'Osamu Hamada', email: 'osamu.hamada@example.jp' }
const officers = [
  { ja: '青葉 健太', en: 'Kenta Aoba', email: 'kenta.aoba@example.jp' },
  { ja: '若葉 ひかり', en: 'Hikari Wakaba', email: 'hikari.wakaba@example.jp' },
] as const

journey(
  'an association from its founding on, by keyboard alone',
  [scenes.deskLightJa, scenes.phoneDarkEn],
  async ({ scene, place: newPlace, sit, step }) => {
    const place = await newPlace()
    let house = await runRenkei(place, 'start')
    const link = /http\S+#\S+/.exec(house.said())?.[0]
    assert.ok(link, 'a set-up link is printed')
    const tab = await (await sit(house.url)).tab()
    const { t } = tab
    let secret = ''
    let codes: string[] = []

    await step('it is founded with the link that the terminal prints', () => found(tab, scene, link))

    await step('its first person signs in with a password and one-time codes', async () => {
      secret = await enrolByPassword(tab, async (shown) => {
        codes = shown
      })
      assert.equal(new Set(codes).size, 10, 'recovery codes to print')
      await tab.arrive(t('app.home.title'))
    })

    await step(
      'without a mail server the first steps lead to a team, and its contact is handed a link that says who saw it',
      async () => {
        await enterFirstTeam(tab, scene)
        const invited = await (await sit(house.url)).tab()
        await openHandedLink(tab, invited, scene)
      },
    )

    await step('kill -9, another start: everything is there', async () => {
      const { port } = new URL(house.url)
      await house.stop('SIGKILL')
      house = await runRenkei(place, 'dev', { PORT: port })
      assert.doesNotMatch(house.said(), /#/, 'no second set-up link')
      await tab.page.reload()
      await tab.find('heading', t('app.home.title')).waitFor()
      tab.forgiveGap()
      await tab.arrive(t('app.home.title'))
      await tab.find('link', scene.language === 'ja' ? '海辺協' : 'SCA').waitFor()
    })

    await step('they sign out, and in again by password, and by a recovery code', async () => {
      await signOut(tab, scene)
      // the code of the enrolment is spent: the next one, which a clock that is fast shows already
      const timestamp = Date.now() + 30_000
      await signInByPassword(tab, new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp }))
      await signOut(tab, scene)
      await signInByPassword(tab, codes[3] ?? '')
    })

    await step('the secretariat appoints somebody new in the first team', () => appoint(tab, scene))

    await step(
      'who was invited by mail accepts with a passkey, signs out, and in again with it',
      async () => {
        await acceptWithPasskey(await sit(house.url), scene)
      },
    )
  },
)

async function found(tab: Tab, scene: Scene, link: string) {
  const { t } = tab
  await tab.go(link)
  await tab.arrive(t('association.found.title'))
  await tab.write(tab.field(t('association.found.name_ja')), '海辺CSIRT協議会')
  await tab.write(tab.field(t('association.found.name_en')), 'Seaside CSIRT Association')
  await tab.write(tab.field(t('association.found.short_ja')), '海辺協')
  await tab.write(tab.field(t('association.found.short_en')), 'SCA')
  for (const [index, { ja, en, email }] of officers.entries()) {
    const person = tab.page.getByRole('group', {
      name: t('app.founding.officer', { number: index + 1 }),
      exact: true,
    })
    await tab.write(person.getByLabel(t('app.founding.name_ja')), ja)
    await tab.write(person.getByLabel(t('app.founding.name_en')), en)
    await tab.write(person.getByLabel(t('signIn.email')), email)
    await tab.pick(person.getByLabel(t('common.language.switch')), t(`common.language.${scene.language}`))
  }
  await tab.tick(tab.field(t('app.founding.has_team')))
  const its = tab.page.getByRole('group', { name: t('association.found.team'), exact: true })
  await tab.write(its.getByLabel(t('people.field.name_ja')), team.ja)
  await tab.write(its.getByLabel(t('people.field.name_en')), team.en)
  await tab.write(its.getByLabel(t('people.field.short_name')), 'HBR-CSIRT')
  await tab.write(its.getByLabel(t('people.field.handle')), 'harbour')
  await tab.look()
  await tab.press(tab.find('button', t('association.found.act')))
  await tab.arrive(t('association.found.done'))
  await tab.press(tab.find('link', t('app.founding.open_mine', { name: officers[0][scene.language] })))
}

/** Sets up password and one-time codes on the page of a link, keeps the recovery codes. Gives the shown secret. */
async function enrolByPassword(tab: Tab, keep: (codes: string[]) => Promise<void>): Promise<string> {
  const { t } = tab
  await tab.arrive(/./)
  await tab.press(tab.find('button', t('signIn.accept.begin')))
  const shown = tab.page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  await shown.waitFor()
  await tab.look()
  const secret = (await shown.innerText()).replaceAll(' ', '')
  await tab.write(tab.field(t('signIn.accept.new_password')), PASSWORD)
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await tab.write(tab.field(t('signIn.totp.first_code')), code)
  await tab.press(tab.find('button', t('signIn.accept.finish')))
  await tab.arrive(t('signIn.recovery.title'))
  await keep(await tab.find('list', t('signIn.recovery.title')).getByRole('listitem').allInnerTexts())
  await tab.press(tab.find('button', t('signIn.recovery.stored')))
  return secret
}

/** Home → first step → the form with the point of contact. */
async function enterFirstTeam(tab: Tab, scene: Scene) {
  const { t } = tab
  await tab.look()
  // the first hat is that of the founder's own team; the step puts on the office's
  await tab.press(tab.find('button', t('app.home.first.team')))
  await tab.arrive(t('office.enrol'))
  const facts = tab.page.getByRole('group', { name: t('office.facts'), exact: true })
  await tab.write(facts.getByLabel(t('people.field.name_ja')), second.ja)
  await tab.write(facts.getByLabel(t('people.field.name_en')), second.en)
  await tab.write(facts.getByLabel(t('people.field.short_name')), 'Sea-Breeze')
  for (const field of ['sector', 'district', 'kind'] as const)
    await facts.getByLabel(t(`people.field.${field}`)).selectOption({ index: 1 })
  const poc = tab.page.getByRole('group', { name: t('office.poc'), exact: true })
  await tab.write(poc.getByLabel(t('directory.name_ja')), contact.ja)
  await tab.write(poc.getByLabel(t('directory.name_en')), contact.en)
  await tab.write(poc.getByLabel(t('people.field.email')), contact.email)
  // offered out of the short name
  assert.equal(await facts.getByLabel(t('people.field.handle')).inputValue(), 'sea-breeze')
  await tab.look()
  await tab.press(tab.find('button', t('office.enrol_now')))
  await tab.arrive(t('office.enrolled', { team: second[scene.language] }))
}

/** The officer is shown the link once; the invited reads by whom it was seen before setting anything up. */
async function openHandedLink(tab: Tab, invited: Tab, scene: Scene) {
  const { t } = tab
  const name = contact[scene.language]
  await tab.press(tab.find('button', `${t('directory.show_link')}: ${name}`))
  const dialogue = tab.find('dialog', t('directory.hand_over', { name }))
  await dialogue.waitFor()
  await tab.look()
  const link = /http\S+#\S+/.exec(await dialogue.innerText())?.[0] ?? ''
  // beside the text: the corner has another of this name
  await tab.press(dialogue.getByRole('button', { name: t('directory.handed'), exact: true }).last())
  await dialogue.waitFor({ state: 'hidden' })
  await invited.go(link)
  await invited.arrive(t('signIn.accept.welcome', { name }))
  await invited.page.getByText(officers[0][scene.language]).waitFor()
  await invited.look()
  await tab.go('/home')
  await tab.arrive(t('app.home.title'))
  await tab.find('link', t('app.home.first.link_shown', { name })).waitFor()
}

async function signOut(tab: Tab, scene: Scene, who: { ja: string; en: string } = officers[0]) {
  if (scene.width === 360) await tab.press(tab.find('button', tab.t('app.nav.more')))
  await tab.fromMenu(tab.find('button', who[scene.language]), tab.t('common.action.sign_out'))
  await tab.arrive(tab.t('signIn.title'))
}

async function signInByPassword(tab: Tab, code: string) {
  await tab.write(tab.find('textbox', tab.t('signIn.email')), officers[0].email)
  await tab.write(tab.field(tab.t('signIn.password')), PASSWORD)
  await tab.write(tab.field(tab.t('signIn.code')), code)
  await tab.press(tab.find('button', tab.t('signIn.title')))
  await tab.arrive(tab.t('app.home.title'))
}

/** By the directory: the first team's page, where the secretariat keeps who serves. */
async function appoint(tab: Tab, scene: Scene) {
  const { t } = tab
  await tab.press(tab.find('link', t('app.nav.directory')))
  await tab.arrive(t('directory.title'))
  await tab.press(tab.find('link', team[scene.language]))
  await tab.arrive(new RegExp(team[scene.language]))
  await tab.press(tab.find('button', t('directory.appoint')))
  await tab.write(tab.field(t('people.field.email')), analyst.email)
  await tab.write(tab.field(t('directory.name_ja')), analyst.ja)
  await tab.write(tab.field(t('directory.name_en')), analyst.en)
  await tab.pick(tab.field(t('directory.mail_language')), t(`common.language.${scene.language}`))
  await tab.look()
  await tab.press(tab.find('button', t('directory.appoint_now')))
  await tab.find('link', analyst[scene.language]).waitFor()
  await tab.look()
}

/** The link comes by mail; the passkey lives in a virtual authenticator (WebAuthn Level 3 §11). */
async function acceptWithPasskey(sitting: Sitting, scene: Scene) {
  const tab = await sitting.tab()
  const devices = await sitting.context.newCDPSession(tab.page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const { t } = tab
  await tab.go('/dev/mail')
  await tab.look()
  await tab.press(tab.page.getByRole('row', { name: analyst.email }).getByRole('link').first())
  await tab.press(tab.page.getByRole('link', { name: /#/ }))
  await tab.arrive(t('signIn.accept.welcome', { name: analyst[scene.language] }))
  await tab.write(tab.field(t('signIn.passkey.name')), 'office laptop')
  await tab.press(tab.find('button', t('signIn.passkey.make')))
  await tab.arrive(t('app.home.title'))
  await signOut(tab, scene, analyst)
  await tab.press(tab.find('button', t('signIn.with_passkey')))
  await tab.arrive(t('app.home.title'))
}
