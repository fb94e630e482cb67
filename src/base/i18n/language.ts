/** The languages Renkei speaks, in the order in which it offers them. */
export const languages = ['ja', 'en'] as const

/** One language of the product. Every screen, mail and refusal exists in each. */
export type Language = (typeof languages)[number]

/** Is this one of our languages? */
export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)

/**
 * The language an `Accept-Language` header asks for (RFC 9110 §12.5.4), or `fallback` when it asks for none of
 * ours. Regions count as their language (`en-GB` is `en`), `*` as the fallback, `q=0` as a no.
 */
export function languageAsked(header: string | null | undefined, fallback: Language): Language {
  if (!header) return fallback
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((wish, order) => {
      const [range = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='))
      const weight = q === undefined ? 1 : Number(q.slice(2))
      return { language: range.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0, order }
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const wish of wishes) {
    if (wish.language === '*') return fallback
    if (isLanguage(wish.language)) return wish.language
  }
  return fallback
}
