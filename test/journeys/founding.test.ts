import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { journey } from '../support/journey.ts'
import { runRenkei } from '../support/running.ts'
import { type Scene, type Sitting, scenes, type Tab } from '../support/window.ts'

const PASSWORD = 'a quiet harbour at nine in the morning'

const officers = [
  { ja: '青葉 健太', en: 'Kenta Aoba', email: 'kenta.aoba@example.jp' },
  { ja: '若葉 ひかり', en: 'Hikari Wakaba', email: 'hikari.wakaba@example.jp' },
] as const

journey(
  'an association from its founding on, by keyboard alone',
  [scenes.deskLightJa, scenes.phoneDarkEn],
  async ({ scene, place, sit, step }) => {
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

    await step('an invited person accepts with a passkey, signs out, and in again with it', async () => {
      await acceptWithPasskey(await sit(house.url), scene)
    })
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
  await tab.look()
  await tab.press(tab.find('button', t('association.found.act')))
  await tab.arrive(t('association.found.done'))
  await tab.press(tab.find('link', t('app.founding.open_mine')))
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

async function signOut(tab: Tab, scene: Scene, who: (typeof officers)[number] = officers[0]) {
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

/** The second officer's link comes by mail; the passkey lives in a virtual authenticator (WebAuthn Level 3 §11). */
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
  await tab.press(tab.page.getByRole('row', { name: officers[1].email }).getByRole('link').first())
  await tab.press(tab.page.getByRole('link', { name: /#/ }))
  await tab.arrive(t('signIn.accept.welcome', { name: officers[1][scene.language] }))
  await tab.write(tab.field(t('signIn.passkey.name')), 'office laptop')
  await tab.press(tab.find('button', t('signIn.passkey.make')))
  await tab.arrive(t('app.home.title'))
  await signOut(tab, scene, officers[1])
  await tab.press(tab.find('button', t('signIn.with_passkey')))
  await tab.arrive(t('app.home.title'))
}
