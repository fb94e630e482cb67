/** What a section of a text is about, as far as its heading tells. */
export type Kind = 'summary' | 'victim' | 'indicators' | 'references' | 'products' | 'contact' | 'other'

export interface Line {
  readonly text: string
  /** From 1. */
  readonly number: number
  /** Where the line starts in the whole text. */
  readonly start: number
  readonly heading: boolean
}

/** @param where in which mail of a file; empty: in the file itself */
export const placeOf = (line: Line, where: string): string => `${where} line ${line.number}`.trimStart()

export interface Section {
  /** Empty before the first heading. */
  readonly heading: string
  readonly kind: Kind
  readonly lines: readonly Line[]
}

/** The first that fits. Japanese and English headings as CSIRTs write them. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  [
    'victim',
    /被害(?:内容|状況|情報|の状況|組織)|対応情報|^victims?\b|victim (?:information|impact)|impacted organi[sz]ations/i,
  ],
  [
    'indicators',
    /\bIo[CAF]s?\b|indicators?\b|observables|イン[ディジ]+ケータ|侵害指標|痕跡|通信先|(?:不正|悪性|不審)な?(?:URL|ドメイン|通信|サイト|ファイル)|フィッシング(?:サイト|URL)|\bC2\b|\bC&C\b|hash(?:es| values?)\b|ハッシュ値|phishing (?:urls?|sites?)|malicious (?:urls?|domains?|ips?|files?)|検知ルール|detection rules|^(?:domains?|ip(?: address(?:es)?)?|files?|yara|sigma)$|IPアドレス|ドメイン(?:名|一覧)?$/i,
  ],
  [
    'references',
    /参考|関連(?:情報|リンク|文書)|出典|詳細情報|^references?\b|^sources?\b|more information|further (?:reading|information)|see also|^links?\b|external links/i,
  ],
  [
    'products',
    /影響を受ける(?:製品|システム|バージョン|ソフト)|対象(?:製品|バージョン|システム)|affected (?:products?|versions?|systems?|software)/i,
  ],
  ['contact', /連絡先|問い?合わ?せ|^contacts?\b/i],
  ['summary', /概要|要約|サマリ|はじめに|^summary\b|overview|abstract|tl;?dr|executive summary/i],
]

const kindOf = (heading: string): Kind => KINDS.find(([, rule]) => rule.test(heading))?.[0] ?? 'other'

const HEADINGS: readonly RegExp[] = [
  /^#{1,6}\s+(.{1,200}?)\s*#*$/,
  /^={2,6}\s*(.{1,100}?)\s*={2,6}$/,
  /^[■◆●▼□◇★◎]\s*(.{1,60})$/,
  /^【(.{1,60})】$/,
  /^\*\*(.{1,80})\*\*:?$/,
  /^(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})?)[.．)]\s{0,3}([^.。:]{1,60})[:：]?$/,
  /^([\p{L}\p{N} /・()（）&-]{2,40})[:：]$/u,
]

/** The words of a heading; null: an ordinary line. A line that names what a section holds is one without any sign. */
function headingOf(line: string): string | null {
  const text = line.trim()
  if (text === '' || text.length > 240) return null
  for (const rule of HEADINGS) {
    const said = rule.exec(text)?.[1]
    if (said !== undefined) return said.trim()
  }
  return text.length <= 30 && /^[\p{L} &]+$/u.test(text) && kindOf(text) !== 'other' ? text : null
}

/** The lines of a text. `inFence`: what looks like a heading between ``` is none. */
export function linesOf(text: string): Line[] {
  let start = 0
  let fenced = false
  return text.split('\n').map((line, index) => {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced
    const one = { text: line, number: index + 1, start, heading: !fenced && headingOf(line) !== null }
    start += line.length + 1
    return one
  })
}

/** The lines under their headings, in order. */
export function sectionsOf(lines: readonly Line[]): Section[] {
  const sections: { heading: string; kind: Kind; lines: Line[] }[] = [
    { heading: '', kind: 'other', lines: [] },
  ]
  for (const line of lines) {
    const heading = line.heading ? headingOf(line.text) : null
    if (heading !== null) sections.push({ heading, kind: kindOf(heading), lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections.filter(
    (section) => section.heading !== '' || section.lines.some((line) => line.text.trim() !== ''),
  )
}
