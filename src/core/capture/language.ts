import type { Language } from '#core/envelope/index.ts'

const ENGLISH = /\b(?:the|and|of|to|in|is|are|with|for|by|from|that|this|was|on|an|as)\b/gi

/**
 * The language of a text, by its letters: kana is Japanese; Latin letters are English where the small words of English
 * stand among them, or where no letter has an accent and there is too little to tell. Null: another language.
 */
export function languageOf(text: string): Language | null {
  const sample = text.slice(0, 5_000)
  const count = (rule: RegExp): number => sample.match(rule)?.length ?? 0
  const kana = count(/[\u3041-\u30fa\u30fc-\u30fe]/g)
  const latin = count(/[A-Za-z]/g)
  if (kana >= 2 && kana * 10 >= latin) return 'ja'
  if (latin === 0 || count(/\p{L}/gu) - latin > latin) return null
  const words = count(/[A-Za-z]{2,}/g)
  const small = count(ENGLISH)
  if (small * 14 >= words) return 'en'
  return words < 40 && count(/[\u00c0-\u024f]/g) === 0 ? 'en' : null
}
