import { createI18n } from './i18next.ts'
import type { Language } from './language.ts'
import { namespaces } from './texts/index.ts'
import type { TextTree } from './texts.ts'

type Namespaces = typeof namespaces

/** Paths of the leaves of a tree, dotted; plural forms (`_one`, `_other`) under their common name. */
type Leaves<T, At extends string = ''> = {
  [K in keyof T & (string | number)]: T[K] extends string
    ? `${At}${WithoutPlural<`${K}`>}`
    : Leaves<T[K], `${At}${K}.`>
}[keyof T & (string | number)]

type WithoutPlural<K extends string> = K extends `${infer Name}_one`
  ? Name
  : K extends `${infer Name}_other`
    ? Name
    : K

/** Every text of the product: `errors.not_found`, `common.action.save` … */
export type TextKey = {
  [N in keyof Namespaces & string]: Leaves<Namespaces[N]['ja'], `${N}.`>
}[keyof Namespaces & string]

/** Values for the `{{params}}` of a text; `count` chooses the plural. */
export type Params = Readonly<Record<string, string | number>>

/** Says a text in one language. A key that does not exist is a type error. */
export type Translate = (key: TextKey, params?: Params) => string

let server: ReturnType<typeof createI18n> | undefined
const translators = new Map<Language, Translate>()

/** The translator of one language: `const t = translator('ja'); t('errors.not_found')`. */
export function translator(language: Language): Translate {
  const known = translators.get(language)
  if (known) return known
  server ??= createI18n({ ja: inLanguage('ja'), en: inLanguage('en') }, 'ja')
  const made = server.getFixedT(language) as Translate
  translators.set(language, made)
  return made
}

const inLanguage = (language: Language): TextTree =>
  Object.fromEntries(Object.entries(namespaces).map(([name, both]) => [name, both[language]]))
