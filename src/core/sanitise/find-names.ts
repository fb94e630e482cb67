import { findAll } from './automaton.ts'
import type { Dictionary } from './dictionary.ts'
import type { Hit } from './find-things.ts'
import { fold } from './fold.ts'

const LATIN = /[\p{Script=Latin}\p{N}]/u
const KATAKANA = /[\p{Script=Katakana}ー]/u
const HAN = /\p{Script=Han}/u

/** A name ends where its script ends: アルファ is not in アルファベット, nor "ACE" in "space". */
function goesOn(edge: string, beside: string, short: boolean): boolean {
  if (beside === '') return false
  if (LATIN.test(edge)) return LATIN.test(beside)
  if (KATAKANA.test(edge)) return KATAKANA.test(beside)
  return short && HAN.test(edge) && HAN.test(beside)
}

const FORM = '株式会社|有限会社|合同会社|[(（]株[)）]|[(（]有[)）]|㈱|㈲'
const FORM_BEFORE = new RegExp(String.raw`(?:${FORM})\s?$`)
const FORM_AFTER = new RegExp(String.raw`^\s?(?:${FORM})|^,? (?:co\., ?ltd|ltd|inc|corp|llc|plc)\b\.?`, 'i')

/** The legal form beside a name is a part of it. */
function withForm(text: string, from: number, to: number): { from: number; to: number } {
  const before = FORM_BEFORE.exec(text.slice(Math.max(0, from - 6), from))?.[0].length ?? 0
  const after = FORM_AFTER.exec(text.slice(to, to + 12))?.[0].length ?? 0
  return { from: from - before, to: to + after }
}

/** Names of the dictionary in a text, however they are typed. */
export function hitsOfNames(text: string, dictionary: Dictionary): Hit[] {
  const folded = fold(text)
  return findAll(folded.text, dictionary.patterns).flatMap((match): Hit[] => {
    const pattern = dictionary.patterns[match.pattern] ?? ''
    const subject = dictionary.subjects[match.pattern]
    if (!subject) return []
    const from = folded.from(match.from)
    const to = folded.to(match.to)
    const said = text.slice(from, to).normalize('NFKC')
    const before = text.slice(Math.max(0, from - 1), from).normalize('NFKC')
    const after = text.slice(to, to + 1).normalize('NFKC')
    const short = pattern.length <= 2
    if (goesOn(said.charAt(0), before, short) || goesOn(said.charAt(said.length - 1), after, short)) return []
    // three letters are a word of many; in capitals they are a name
    if (/^[a-z0-9]{1,3}$/.test(pattern) && subject.kind === 'team' && said !== said.toUpperCase()) return []
    const isOrganisation = subject.kind === 'team' || subject.kind === 'customer'
    const whole = isOrganisation ? withForm(text, from, to) : { from, to }
    return [{ ...whole, kind: subject.kind, key: `${subject.kind}:${subject.id}`, subject, meant: false }]
  })
}
