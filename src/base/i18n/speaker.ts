import { createI18n } from './i18next.ts'
import type { Language } from './language.ts'
import type { Translate } from './translate.ts'

const load = { ja: () => import('./in-ja.ts'), en: () => import('./in-en.ts') }

const speakers = new Map<Language, Translate>()

/** Says the texts of one language, for browsers: only that language is fetched, once. */
export async function loadSpeaker(language: Language): Promise<Translate> {
  const known = speakers.get(language)
  if (known) return known
  const { spoken } = await load[language]()
  const speaker = createI18n({ [language]: spoken }, language).getFixedT(language) as Translate
  speakers.set(language, speaker)
  return speaker
}
