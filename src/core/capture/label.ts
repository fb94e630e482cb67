import { compareTlp, PAP, type Pap, TLP, type Tlp } from '#core/envelope/index.ts'

/** A label that a file says, in its own words. */
export interface SaidLabel {
  readonly said: string
  readonly tlp: Tlp | null
  readonly pap: Pap | null
  /** A word of TLP 1 alone (`WHITE`). */
  readonly tlp1: boolean
}

/** The label of a word, in either version and any way of writing `AMBER+STRICT`: null for every other word. */
export function tlpOfWord(word: string): Tlp | null {
  const plain = word
    .trim()
    .toUpperCase()
    .replace(/[\s_-]+/g, '+')
  return plain === 'WHITE' ? 'CLEAR' : (TLP.find((label) => label === plain) ?? null)
}

/** `tlp:amber+strict`, `TLP: WHITE`, `PAP:RED`: null where the words are no label at all; both null where they only look like one. */
export function labelOfTag(words: string): SaidLabel | null {
  const match = /^\s*(tlp|pap)\s*[:=]\s*"?([a-z][a-z+:_ -]{0,30})"?\s*$/i.exec(words)
  if (!match) return null
  const [, scheme = '', word = ''] = match
  const said = words.trim()
  if (scheme.toLowerCase() === 'tlp')
    return { said, tlp: tlpOfWord(word), pap: null, tlp1: /^white$/i.test(word.trim()) }
  const plain = word.trim().toUpperCase()
  return {
    said,
    tlp: null,
    pap: PAP.find((label) => label === (plain === 'WHITE' ? 'CLEAR' : plain)) ?? null,
    tlp1: false,
  }
}

/** The stricter of two: what a thing with two labels is read as. */
export const stricterTlp = (a: Tlp, b: Tlp): Tlp => (compareTlp(a, b) >= 0 ? a : b)
export const stricterPap = (a: Pap, b: Pap): Pap => (PAP.indexOf(a) >= PAP.indexOf(b) ? a : b)
