import type { Finder, Hit } from './finding.ts'
import { VALUE_MAX } from './indicator.ts'

const YARA =
  /^(?:import "[a-z0-9_.]{1,40}"\s{1,8}){0,8}[ \t]{0,8}(?:(?:private|global)[ \t]{1,8}){0,2}rule[ \t]{1,8}\w{1,128}[^\n{}]{0,300}\n?[ \t]{0,8}\{/gm

/** YARA ends a rule with a brace at the start of a line, as everybody writes it. */
function yara(text: string): Hit[] {
  const hits: Hit[] = []
  let done = 0
  for (const match of text.matchAll(YARA)) {
    if (match.index < done) continue
    const end = text.indexOf('\n}', match.index + match[0].length - 1)
    if (end < 0) break
    done = end + 2
    const value = text.slice(match.index, done)
    if (value.length > VALUE_MAX || !/^\s*condition\s*:/m.test(value)) continue
    hits.push({ type: 'yara', value, from: match.index, to: done })
  }
  return hits
}

const NETWORK_RULE =
  /^[ \t]{0,8}(?:alert|drop|reject|block|pass|log)[ \t]{1,8}(\w{2,12})[ \t][^\n(]{3,300}\([^\n]{5,8000}\)(?=[ \t]{0,8}$)/gm
const SURICATA_WORD =
  /\b(?:http|dns|tls|file|ssh|ja3|ja4|smb|krb5|quic|snmp)\.\w|\bdataset:|\bendswith;|\bstartswith;/

const networkRuleType = (protocol: string, rule: string): 'snort' | 'suricata' =>
  !/^(?:tcp|udp|ip|icmp)$/i.test(protocol) || SURICATA_WORD.test(rule) ? 'suricata' : 'snort'

function network(text: string): Hit[] {
  const hits: Hit[] = []
  for (const match of text.matchAll(NETWORK_RULE)) {
    const value = match[0].trimStart()
    if (!/\bsid\s?:\s?\d/.test(value)) continue
    const to = match.index + match[0].length
    hits.push({ type: networkRuleType(match[1] ?? '', value), value, from: to - value.length, to })
  }
  return hits
}

const isSigma = (text: string): boolean =>
  text.length <= VALUE_MAX && /^title:/m.test(text) && /^logsource:/m.test(text) && /^detection:/m.test(text)

/** Sigma is YAML and has no end of its own: a whole text, or what stands between fences. */
function sigma(text: string): Hit[] {
  if (!text.includes('\ndetection:')) return []
  const hits: Hit[] = []
  const pieces = text.split('```')
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const lead = /^(?:ya?ml|sigma)?\s*/.exec(piece)?.[0].length ?? 0
    const value = piece.slice(lead).trimEnd()
    if ((index % 2 === 1 || pieces.length === 1) && isSigma(value)) {
      hits.push({ type: 'sigma', value, from: at + lead, to: at + lead + value.length })
    }
    at += piece.length + 3
  }
  return hits
}

/** Rules for programs that search, letter by letter as they stand. */
export const findRules: Finder = ({ text }) => [...yara(text), ...network(text), ...sigma(text)]
