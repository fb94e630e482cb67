import type { ObservableType } from './choices.ts'
import type { Finder, Hit, Searched } from './finding.ts'
import { hasTopLevel } from './host.ts'
import { normalise } from './normalise.ts'
import { hostOf } from './web-address.ts'

const SCHEMES = 'https?|ftps?|sftp|wss?|tcp|udp|ldaps?|smb|rtsp|ssh|telnet|ircs?|file'
const URL_START = new RegExp(`(?<![a-z0-9])(?:${SCHEMES})://`, 'gi')
/** Stops where a list or a Markdown link goes on with the next address, so that each letter is read once. */
const URL_RUN = /(?:[!#$%&'()*+\-./0-9:=?@A-Z[_a-z~]|[,;](?![a-z]{2,6}:\/\/)|\](?!\())*/iy
/** A host in other letters than ours; ends where Japanese text goes on after it. */
const IDN_HOST = /[\p{L}\p{N}\p{M}._-]{1,120}/uy

const value = (type: ObservableType, text: string): string | null => {
  const normal = normalise(type, text)
  return 'value' in normal ? normal.value : null
}

function runAt(rule: RegExp, text: string, at: number): string {
  rule.lastIndex = at
  return rule.exec(text)?.[0] ?? ''
}

/** Without what belongs to the sentence: a closing bracket that was opened before, a full stop. */
function withoutSentence(text: string): string {
  const count = (char: string) => text.split(char).length - 1
  let round = count(')') - count('(')
  let square = count(']') - count('[')
  let end = text.length
  for (; end > 0; end--) {
    const char = text.charAt(end - 1)
    if (/[.,;:!?'*]/.test(char)) continue
    if (char === ')' && round-- > 0) continue
    if (char === ']' && square-- > 0) continue
    break
  }
  return text.slice(0, end)
}

const isKnownHost = (host: string): boolean =>
  /^[\d.]+$|:/.test(host) || (host.includes('.') && hasTopLevel(host))

export const findUrls: Finder = ({ text, wasDefanged }) => {
  const hits: Hit[] = []
  let done = 0
  for (const match of text.matchAll(URL_START)) {
    const from = match.index
    if (from < done) continue
    const start = from + match[0].length
    const ascii = withoutSentence(runAt(URL_RUN, text, start))
    // a run that holds no address is passed over whole, or every `http://` in it would be tried
    done = start + ascii.length
    const candidates = [ascii]
    if (!/[/?#]/.test(ascii)) {
      const host = runAt(IDN_HOST, text, start)
      candidates.push(withoutSentence(host + runAt(URL_RUN, text, start + host.length)))
    }
    for (const rest of candidates) {
      const found = rest === '' ? null : value('url', match[0] + rest)
      const to = start + rest.length
      if (found === null || !(isKnownHost(hostOf(found)) || wasDefanged(from, to))) continue
      hits.push({ type: 'url', value: found, from, to })
      done = to
      break
    }
  }
  return hits
}

const MAIL = /(?<![a-z0-9_.+%'=-])[a-z0-9_.+%'=-]+@[a-z0-9_.-]+/gi

export const findMailAddresses: Finder = ({ text }) => {
  const hits: Hit[] = []
  for (const match of text.matchAll(MAIL)) {
    if (match[0].length > 320) continue
    const lead = /^['.=%-]*/.exec(match[0])?.[0].length ?? 0
    const bare = match[0].slice(lead).replace(/[._-]+$/, '')
    const found = value('email', bare)
    if (found === null || !hasTopLevel(found)) continue
    hits.push({ type: 'email', value: found, from: match.index + lead, to: match.index + lead + bare.length })
  }
  return hits
}

const IPV4 =
  /(?<![0-9a-z_.])(?<![a-z]-)\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}(?![\d.]))?(?![0-9a-z_]|-[a-z]|\.\d)/gi
const IPV6 =
  /(?<![0-9a-z:._-])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?:\/\d{1,3})?(?![0-9a-z:_])/gi

const VERSION_BEFORE =
  /(?:\bv|\bver\.?|\bversions?:?|\breleases?|\bbuild|\bfirmware|\bupdate|\bbefore|\bprior to|\bearlier than|\bthrough|バージョン:?|版|[<>]=?|[a-z)]\/)[\s(（]*$/i
const VERSION_AFTER =
  /^\s*(?:(?:and|or) (?:earlier|later|prior|below|above|newer|older)|以前|以降|未満|より前|版)/i
const AND = /^[\s,/、]*(?:and|or|to|through|及び|および|または|と|から|[-~〜–])?[\s,]*$/i

/**
 * Four numbers that nobody marked as an address, where a version or the number of a section is meant. What is a version
 * in one place is one in all.
 */
function versionsIn(
  { text, wasDefanged }: Searched,
  matches: readonly RegExpMatchArray[],
): ReadonlySet<string> {
  const versions = new Set<string>()
  let last = -1
  for (const match of matches) {
    const from = match.index ?? 0
    const to = from + match[0].length
    if (wasDefanged(from, to)) continue
    const before = text.slice(Math.max(0, from - 24), from)
    const after = text.slice(to, to + 24)
    const chained = last >= 0 && from - last <= 12 && AND.test(text.slice(last, from))
    const section = /(?:^|\n)#{1,6} +$/.test(before)
    if (!chained && !section && !VERSION_BEFORE.test(before) && !VERSION_AFTER.test(after)) continue
    versions.add(match[0])
    last = to
  }
  return versions
}

/** `198.51.100.7:8080/gate.php`: an address that goes on is the beginning of a web address. */
function goesOn(text: string, to: number): string {
  const rest = /^(?::\d{1,5})?\/[a-z_.?~%-]/i.test(text.slice(to, to + 8)) ? runAt(URL_RUN, text, to) : ''
  return withoutSentence(rest)
}

export const findAddresses: Finder = (searched) => {
  const { text } = searched
  const hits: Hit[] = []
  const fours = [...text.matchAll(IPV4)]
  const versions = versionsIn(searched, fours)
  for (const match of fours) {
    const to = match.index + match[0].length
    const version = versions.has(match[0]) || /^0\.|^\d+\.0\.0\.0$/.test(match[0])
    if (version && !searched.wasDefanged(match.index, to)) continue
    const rest = match[0].includes('/') ? '' : goesOn(text, to)
    const type = rest !== '' ? 'url' : match[0].includes('/') ? 'network' : 'ipv4'
    const found = value(type, match[0] + rest)
    if (found !== null) hits.push({ type, value: found, from: match.index, to: to + rest.length })
  }
  for (const match of text.matchAll(IPV6)) {
    const groups = match[0].split(/[:/]/).filter((group) => group !== '').length
    const to = match.index + match[0].length
    // `a::b` is more often a name in a program than an address
    const clear = groups >= 3 || /^(?:2[0-9a-f]{3}|f[cde][0-9a-f]{2}):/i.test(match[0])
    if (!clear && !searched.wasDefanged(match.index, to)) continue
    const type = match[0].includes('/') ? 'network' : 'ipv6'
    const found = value(type, match[0])
    if (found !== null) hits.push({ type, value: found, from: match.index, to })
  }
  return hits
}

const NAME = /(?<![a-z0-9_.-])[a-z0-9_.-]+/gi

/** Top-level domains that are also endings of files or words of programs: two labels alone do not make a name. */
const AMBIGUOUS = new Set(
  'zip mov sh py pl rs md so ps cab map call name now id is to do app java prod dev foo bar win box new open here page zone style link ms vi'.split(
    ' ',
  ),
)
const PACKAGE = new Set(['com', 'org', 'net', 'edu', 'gov', 'io'])
const NOT_SITES = new Set(['asp.net', 'vb.net', 'ado.net', 'e.g', 'i.e'])

/** A name that nobody defanged, where it stands in a text: not a file, not a piece of a program. */
function isMeantAsName(said: string, before: string, after: string): boolean {
  if (/[/\\@$%#=&]/.test(before) || /[(\\]/.test(after)) return false
  const labels = said.split('.')
  const last = labels.at(-1) ?? ''
  if (last !== last.toLowerCase() && said !== said.toUpperCase()) return false
  const lower = said.toLowerCase()
  if (NOT_SITES.has(lower) || /^\d[\d.]*$/.test(labels.slice(0, -1).join('.'))) return false
  if (labels.length === 2 && AMBIGUOUS.has(last.toLowerCase())) return false
  // com.example.app
  return !(
    PACKAGE.has(labels[0]?.toLowerCase() ?? '') &&
    labels.length > 2 &&
    last.length > 2 &&
    !PACKAGE.has(last)
  )
}

export const findNames: Finder = ({ text, wasDefanged }) => {
  const hits: Hit[] = []
  let done = 0
  for (const match of text.matchAll(NAME)) {
    if (match[0].length > 300 || match.index < done || !match[0].includes('.')) continue
    const lead = /^[.-]*/.exec(match[0])?.[0].length ?? 0
    const said = match[0].slice(lead).replace(/[._-]+$/, '')
    const from = match.index + lead
    const to = from + said.length
    if (!said.includes('.') || !hasTopLevel(said.toLowerCase())) continue
    if (!wasDefanged(from, to) && !isMeantAsName(said, text.charAt(from - 1), text.charAt(to))) continue
    const rest = /^(?::\d{1,5})?\/[^\s/]/.test(text.slice(to, to + 8))
      ? withoutSentence(runAt(URL_RUN, text, to))
      : ''
    const type = rest.includes('/') ? 'url' : 'domain'
    const found = value(type, type === 'url' ? said + rest : said)
    if (found === null) continue
    done = type === 'url' ? to + rest.length : to
    hits.push({ type, value: found, from, to: done })
  }
  return hits
}
