import { findAddresses, findMailAddresses, findNames, findUrls } from './find-hosts.ts'
import { findRules } from './find-rules.ts'
import {
  findDigests,
  findFileNames,
  findLabelled,
  findPlaces,
  findSystems,
  findWallets,
} from './find-things.ts'
import type { Finder, Found, Hit } from './finding.ts'
import { refanged } from './refang.ts'

/** In this order: what one took is not looked at by the next, so that the name in a URL is not found again. */
const FINDERS: readonly Finder[] = [
  findLabelled,
  findUrls,
  findPlaces,
  findMailAddresses,
  findDigests,
  findWallets,
  findAddresses,
  findFileNames,
  findNames,
  findSystems,
]

/** The text with everything that was taken as blanks; hits in rising order. */
function without(text: string, hits: readonly Hit[]): string {
  if (hits.length === 0) return text
  const pieces: string[] = []
  let last = 0
  for (const { from, to } of hits) {
    if (from < last) continue
    pieces.push(text.slice(last, from), ' '.repeat(to - from))
    last = to
  }
  return pieces.join('') + text.slice(last)
}

const inOrder = (hits: Hit[]): Hit[] => hits.sort((a, b) => a.from - b.from)

/** Letters, digits and signs in full width as their plain ones, each in its place. */
const narrowed = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))

/**
 * Everything observable in a text, defanged or not, in the order of the text and as often as it stands there. A version
 * number is not taken for an address, nor a file for a name, nor a piece of a program for either; what is defanged is
 * always taken. Names in other letters than ours are found only in a URL. Linear in the length of the text.
 */
export function findObservables(text: string): Found[] {
  const rules = inOrder(findRules({ text, wasDefanged: () => false }))
  const { text: plain, origin, wasDefanged } = refanged(narrowed(without(text, rules)))
  const found: Found[] = rules.map(({ type, value, from, to }) => ({
    type,
    value,
    at: from,
    end: to,
    defanged: false,
  }))
  let rest = plain
  for (const finder of FINDERS) {
    const hits = inOrder(finder({ text: rest, wasDefanged }))
    rest = without(rest, hits)
    for (const { type, value, from, to } of hits) {
      found.push({ type, value, at: origin(from), end: origin(to), defanged: wasDefanged(from, to) })
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

const unique = (values: Iterable<string>): string[] => [...new Set(values)]

/** CVE ids in their official form, each once, in the order of the text. */
export function findCves(text: string): string[] {
  const rule = /(?<![a-z0-9])CVE[-\u2010-\u2015_ ]?(\d{4})[-\u2010-\u2015_](\d{4,19})(?!\d)/gi
  return unique(Array.from(narrowed(text).matchAll(rule), ([, year, number]) => `CVE-${year}-${number}`))
}

/** ATT&CK techniques (`T1566`, `T1566.001`, as in its addresses `T1566/001`), each once, in the order of the text. */
export function findTechniques(text: string): string[] {
  const rule = /(?<![A-Za-z0-9])T((?:0[78]|1[0-6])\d\d)(?:[./](\d{3}))?(?![A-Za-z0-9])/g
  return unique(
    Array.from(narrowed(text).matchAll(rule), ([, id, sub]) => `T${id}${sub === undefined ? '' : `.${sub}`}`),
  )
}
