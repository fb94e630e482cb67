import { type Found, harmless, hostOf } from '#core/observables/index.ts'
import type { Kind } from './lines.ts'

/** Where in a text a value stands, and how the writer writes. */
export interface Surroundings {
  readonly kind: Kind
  /** The whole text is a list of values. */
  readonly list: boolean
  /** What somebody sent to deceive: its links are the attack. */
  readonly lure: boolean
  readonly line: string
}

/**
 * - `indicator`: what the attacker used
 * - `reference`: a page to read about it
 * - `harmless`: looks like an indicator and cannot be one; told in a note
 * - `mention`: stays in the text and nowhere else
 */
export type Verdict = 'indicator' | 'reference' | 'harmless' | 'mention'

/** Where people read about attacks: never an indicator, wherever it stands, unless somebody defanged it. */
const READING =
  /(?:^|\.)(?:jpcert\.or\.jp|ipa\.go\.jp|jvn\.jp|jvndb\.jvn\.jp|nisc\.go\.jp|npa\.go\.jp|antiphishing\.jp|cisa\.gov|nist\.gov|mitre\.org|cve\.org|first\.org|kb\.cert\.org|ncsc\.gov\.uk|ncsc\.nl|bsi\.bund\.de|cert\.europa\.eu|enisa\.europa\.eu|virustotal\.com|urlscan\.io|any\.run|malpedia\.caad\.fkie\.fraunhofer\.de|msrc\.microsoft\.com|learn\.microsoft\.com|owasp\.org|misp-project\.org)$/

const CONTACT = /contact|連絡先|問い?合わ?せ|署名|e-?mail\s*[:：]|\btel\b|fax/i
/** Endings of what a program runs; a document in a sentence may be the advisory itself. */
const RUNS = /\.(?:exe|dll|scr|bat|cmd|ps1|psm1|vbs|vbe|jse|wsf|hta|lnk|msi|jar|apk|cpl|chm)$/i

const unlessHarmless = (found: Found): Verdict =>
  found.defanged || harmless(found.type, found.value) === null ? 'indicator' : 'harmless'

function ofUrl(found: Found, around: Surroundings): Verdict {
  if (found.defanged) return 'indicator'
  const web = /^https?:/.test(found.value)
  if (web && READING.test(hostOf(found.value))) return 'reference'
  const meant = around.lure || around.list || around.kind === 'indicators'
  if (!meant) return web ? 'reference' : 'indicator'
  if (around.kind === 'references' && !around.lure) return 'reference'
  return unlessHarmless(found)
}

/**
 * What a value in a text is. What was defanged was meant; elsewhere a plain link is a link, for a site that is blocked
 * by mistake costs more than an indicator that is added by hand.
 */
export function judge(found: Found, around: Surroundings): Verdict {
  const listed = around.list || around.kind === 'indicators'
  switch (found.type) {
    case 'url':
      return ofUrl(found, around)
    case 'domain':
      if (!found.defanged && (!listed || READING.test(found.value))) return 'mention'
      return unlessHarmless(found)
    case 'email':
      if (around.kind === 'contact' || CONTACT.test(around.line)) return 'mention'
      return found.defanged || listed ? 'indicator' : 'mention'
    case 'filename':
      return listed || RUNS.test(found.value) ? 'indicator' : 'mention'
    case 'asn':
      return listed ? 'indicator' : 'mention'
    default:
      return unlessHarmless(found)
  }
}
