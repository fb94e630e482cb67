/** A tree of texts: leaves are i18next strings with `{{params}}`. */
export interface TextTree {
  readonly [key: string]: string | TextTree
}

/** The same keys with any texts. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

/**
 * One namespace of texts. A key that one language has and the other lacks is a type error.
 * Plurals: write `<key>_one` and `<key>_other` in both languages (Japanese uses `_other` alone) and ask for
 * `<key>` with `count`.
 */
export const texts = <T extends TextTree>(both: { readonly ja: T; readonly en: NoInfer<SameKeys<T>> }) => both
