import i18next from 'i18next'
import type { Language } from './language.ts'
import type { TextTree } from './texts.ts'

/** A fresh i18next over the texts of some languages. Ready when returned. */
export function createI18n(
  spoken: Readonly<Partial<Record<Language, TextTree>>>,
  language: Language,
): typeof i18next {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    resources: Object.fromEntries(
      Object.entries(spoken).map(([name, translation]) => [name, { translation }]),
    ),
    fallbackLng: false,
    initAsync: false,
    // pages and React escape at the place of use; mail and problem documents are no HTML
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}
