import type { ObservableType } from './choices.ts'
import { hashByDigits } from './digest.ts'
import type { Finder, Hit } from './finding.ts'
import { normalise } from './normalise.ts'

/** All matches of a pattern whose first group, or whole, has a normal form of the type. */
function each(
  text: string,
  rule: RegExp,
  typeOf: ObservableType | ((said: string, before: string) => ObservableType | null),
): Hit[] {
  const hits: Hit[] = []
  for (const match of text.matchAll(rule)) {
    const said = match[1] ?? match[0]
    const from = match.index + match[0].lastIndexOf(said)
    const before = text.slice(Math.max(0, match.index - 28), match.index)
    const type = typeof typeOf === 'string' ? typeOf : typeOf(said, before)
    const normal = type === null ? null : normalise(type, said)
    if (type === null || normal === null || 'odd' in normal) continue
    hits.push({ type, value: normal.value, from, to: from + said.length })
  }
  return hits
}

const HEX = /(?<![0-9a-z])[0-9a-f]{32,128}(?![0-9a-z])/gi
const LABELLED: readonly (readonly [RegExp, ObservableType])[] = [
  [/ja3s\W*$/i, 'ja3s'],
  [/ja3(?: (?:hash|fingerprint))?\W*$/i, 'ja3'],
  [/hassh(?:server)?\W*$/i, 'hassh'],
  [/imphash\W*$|import hash\W*$/i, 'imphash'],
  [/(?:certificate|cert|証明書|thumbprint|拇印|fingerprint)[^\n]{0,16}$/i, 'certificate'],
]

/** A digest by the word before it, else by its length. What names a version of a program is none. */
function kindOfDigest(said: string, before: string): ObservableType | null {
  if (new Set(said.toLowerCase()).size < 5 || /^\d+$/.test(said)) return null
  if (/(?:commit|revision|uuid|guid|message-id)\W*$/i.test(before)) return null
  const labelled = LABELLED.find(([rule]) => rule.test(before.slice(before.lastIndexOf('\n') + 1)))?.[1]
  return labelled !== undefined && 'value' in normalise(labelled, said) ? labelled : hashByDigits(said.length)
}

export const findDigests: Finder = ({ text }) => [
  ...each(text, HEX, kindOfDigest),
  ...each(text, /(?<![0-9a-f:])(?:[0-9a-f]{2}:){19,31}[0-9a-f]{2}(?![0-9a-f:])/gi, 'certificate'),
  ...each(text, /(?<![a-z0-9])T1[0-9A-F]{70}(?![a-z0-9])/gi, 'tlsh'),
  ...each(text, /(?<![a-z0-9:+/])\d{2,9}:[a-z0-9+/]{8,64}:[a-z0-9+/]{4,64}(?![a-z0-9:+/])/gi, 'ssdeep'),
  ...each(
    text,
    /(?<![a-z0-9_])[tqd][0-9s][0-9][di]\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}(?![a-z0-9_])/gi,
    'ja4',
  ),
]

const WALLET =
  /(?<![A-Za-z0-9/])(?:0x[0-9a-fA-F]{40}|(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,87}|[1-9A-HJ-NP-Za-km-z]{26,35}|[48][1-9A-HJ-NP-Za-km-z]{94,105})(?![A-Za-z0-9])/g

/** Only with the right checksum: any word of such letters would do otherwise. Ethereum's has one only in mixed case. */
export const findWallets: Finder = ({ text }) =>
  each(text, WALLET, (said) => (/^[A-Za-z]+$/.test(said) && !said.startsWith('0x') ? null : 'crypto-address'))

/** Segments of keys and paths may hold blanks, as long as a backslash follows soon. */
const STEP = String.raw`(?:[^\\\s"'<>|,;、。「」()（）]{1,120}(?: (?!HK)[^\\\s"'<>|,;、。「」()（）:]{1,40}){0,4}\\){0,20}`
const LAST = String.raw`[^\\\s"'<>|,;、。「」()（）]{1,160}`
const KEY = new RegExp(
  String.raw`(?<![a-z0-9_])(?:HKEY_[A-Z_]{4,24}|HK(?:LM|CU|CR|U|CC)):?\\{1,2}${STEP}${LAST}`,
  'gi',
)
const PATH = new RegExp(String.raw`(?<![a-z0-9])(?:[a-z]:|%[a-z_()0-9]{2,24}%)\\{1,2}${STEP}${LAST}`, 'gi')
const PIPE = /\\\\\.\\pipe\\[^\s"'<>|,;、。]{2,120}/gi

const withoutStop = (hits: Hit[]): Hit[] =>
  hits.map((hit) => {
    const value = hit.value.replace(/[.:]+$/, '')
    return { ...hit, value, to: hit.to - (hit.value.length - value.length) }
  })

export const findPlaces: Finder = ({ text }) => [
  ...withoutStop(each(text, KEY, 'registry-key')),
  ...withoutStop(each(text, PIPE, 'named-pipe')),
  ...withoutStop(each(text, PATH, 'path')),
]

const BREAK = String.raw`\s"'<>|\\/:*?、。「」『』()（）【】,;=\[\]\x60`
const FILE = new RegExp(
  String.raw`(?<![^${BREAK}])[^${BREAK}]{1,120}\.(?:exe|dll|scr|bat|cmd|ps1|psm1|vbs|vbe|jse|wsf|hta|lnk|msi|jar|apk|cpl|sys|chm|iso|img|vhdx?|7z|rar|zip|docm|xlsm|pptm|docx?|xlsx?|rtf|pdf)(?![a-z0-9])`,
  'gi',
)
/** Part of every Windows: a warning that names them means how they were used, not that they be looked for. */
const EVERYWHERE = new Set(
  'regedit.exe eventvwr.exe taskeng.exe taskmgr.exe notepad.exe calc.exe iexplore.exe msedge.exe chrome.exe firefox.exe shell32.dll crypt32.dll ws2_32.dll wininet.dll cmd.exe powershell.exe pwsh.exe rundll32.exe regsvr32.exe svchost.exe explorer.exe wscript.exe cscript.exe mshta.exe msiexec.exe schtasks.exe taskhost.exe services.exe lsass.exe winlogon.exe conhost.exe certutil.exe bitsadmin.exe wmic.exe net.exe reg.exe vssadmin.exe wevtutil.exe bcdedit.exe outlook.exe winword.exe excel.exe kernel32.dll ntdll.dll user32.dll advapi32.dll'.split(
    ' ',
  ),
)

export const findFileNames: Finder = ({ text, wasDefanged }) =>
  each(text, FILE, 'filename').filter(
    ({ value, from, to }) => !EVERYWHERE.has(value.toLowerCase()) && !wasDefanged(from, to),
  )

/** What only a label in front of it makes known. */
export const findLabelled: Finder = ({ text }) => [
  ...each(
    text,
    /(?<=user[- ]agent["'`]{0,2}\s{0,3}[:=：]\s{0,3}["'`]{0,2})([^\s"'`|][^\n"'`|]{5,400})/gi,
    'user-agent',
  ),
  ...each(
    text,
    /(?<=(?:mutex|ミューテックス)(?: name|名)?\s{0,3}[:=：]\s{0,3}["'`]?)([^\s"'`|,、。]{3,200})/gi,
    'mutex',
  ),
]

export const findSystems: Finder = ({ text }) =>
  each(text, /(?<![A-Za-z0-9])ASN? ?:? ?(?<=[ASN: ]{2,5})\d{3,10}(?![0-9A-Za-z.])/g, (said) =>
    /^AS\d/.test(said) || /ASN/.test(said) ? 'asn' : null,
  )
