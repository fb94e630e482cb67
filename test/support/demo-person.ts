import type { Language } from '../../src/base/i18n/index.ts'
import type { Scene, Tab } from './window.ts'

/** A role on a demo person's button, as the page writes it: body and role, in both languages. */
export type DemoSeat = Readonly<Record<Language, readonly [body: string, role: string]>>

const pocs = { ja: '連絡窓口（PoC）', en: 'Point of contact (PoC)' }
const seat = (ja: string, en: string, roleJa = pocs.ja, roleEn = pocs.en): DemoSeat => ({
  ja: [ja, roleJa],
  en: [en, roleEn],
})

/** Who of the demo takes part in the journeys. */
export const seats = {
  bank: seat('朝霧銀行', 'Asagiri Bank'),
  motors: seat('ときわ自動車', 'Tokiwa Motors'),
  telecom: seat('ほしぞら通信', 'Hoshizora Telecom'),
  university: seat('見本大学', 'Mihon University'),
  officer: seat('事務局', 'Secretariat', '事務局員', 'Secretariat officer'),
  auditor: seat('全加盟チーム', 'All member teams', '監事', 'Auditor'),
} as const

/**
 * Sits down as a person of the demo, in the scene's language, by the page that offers them.
 *
 * @param also more words that the person is found by
 */
export async function become(tab: Tab, { width, language }: Scene, seat: DemoSeat, also = ''): Promise<void> {
  tab.language = language
  await tab.go('/demo')
  const [body, role] = seat[language]
  await tab.write(tab.find('searchbox', tab.t('signIn.demo_page.search')), `${body} ${role} ${also}`.trim())
  await tab.press(tab.page.getByRole('button', { name: `${body} ${role}` }).first())
  await tab.page.waitForURL('**/home')
  // the person's own language comes first; whoever wants another switches
  const own = await tab.page.evaluate(
    async () => (await (await fetch('/api/session')).json()).person.language,
  )
  await tab.page.waitForFunction((said) => document.documentElement.lang === said, own)
  tab.language = own as Language
  if (own !== language) await switchLanguage(tab, width)
  await tab.arrive(tab.t('app.home.title'))
}

/** By the switch in the foot of the rail; on a phone it stands behind "more". */
export async function switchLanguage(tab: Tab, width: Scene['width']): Promise<void> {
  if (width === 360) await tab.press(tab.find('button', tab.t('app.nav.more')))
  const other = tab.language === 'ja' ? 'en' : 'ja'
  const kept = tab.page.waitForResponse((answer) => answer.url().endsWith('/api/me/language'))
  await tab.press(tab.find('button', tab.t(`common.language.${other}`)))
  tab.language = other
  await kept
  if (width === 360) await tab.page.keyboard.press('Escape')
}
