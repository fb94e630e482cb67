/** First bytes of what is never read here, and what it is called. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'ZIP'],
  [[0x50, 0x4b, 0x05, 0x06], 'ZIP'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'OLE (.msg, .doc, .xls)'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x7f, 0x45, 0x4c, 0x46], 'ELF'],
  [[0x4d, 0x5a, 0x90, 0x00], 'Windows program'],
]

/** What a file is called that is packed, a picture or a program; null: it may be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([signature]) => signature.every((byte, index) => bytes[index] === byte))
  return found?.[1] ?? null
}

/** JSON as the formats that we read begin: an object, or a list of objects. `[1]` and `[TLP:AMBER]` begin a text. */
export const looksLikeJson = (text: string): boolean => /^[\s\ufeff]*(?:\{\s*["}]|\[\s*[[{\]])/.test(text)

/** What begins as XML or HTML is not read: no entity of a stranger is ever expanded here. Null: it is something else. */
export function markupKind(text: string): 'XML' | 'HTML' | null {
  const start = text.slice(0, 2_000).replace(/^[\s\ufeff]+/, '')
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start)) return 'HTML'
  return /^<(?:\?xml|!doctype|!--|rdf|feed|rss|[a-z][\w.-]{0,40}:[a-z])/i.test(start) ? 'XML' : null
}

const MAIL_FIELDS =
  /^(?:received|return-path|delivered-to|message-id|mime-version|from|to|subject|date|reply-to|sender|content-type|dkim-signature|authentication-results|x-[a-z0-9-]+|arc-[a-z-]+|list-[a-z-]+|cc)$/i

/**
 * Fields of a mail (RFC 5322 §2.2) from the first line on, three or more that mails have, one of which says from whom.
 * @param head the first few thousand characters
 */
export function looksLikeMail(head: string): boolean {
  const known = new Set<string>()
  const lines = head.replace(/^\ufeff/, '').split(/\r?\n/, 200)
  for (const [index, line] of lines.entries()) {
    if (line === '') break
    if (index === 0 && /^From \S+ /.test(line)) continue // mbox
    if (/^[ \t]/.test(line) && index > 0) continue // folded
    const name = /^([!-9;-~]{1,80}):/.exec(line)?.[1]
    if (name === undefined) return false
    if (MAIL_FIELDS.test(name)) known.add(name.toLowerCase())
  }
  return known.size >= 3 && (known.has('from') || known.has('received') || known.has('return-path'))
}

/** Front matter, headings, fences, links: what nobody writes by accident. */
export function looksLikeMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000)
  if (/^\ufeff?---\r?\n(?:[A-Za-z_][\w-]*\s*:.*\r?\n)/.test(head)) return true
  const signs = [
    /^#{1,6} \S/m,
    /^```/m,
    /\[[^\]\n]{1,200}\]\(https?:/,
    /^\|.*\|\s*$/m,
    /\*\*[^*\n]{1,200}\*\*/,
    /^[-*] \S.*\r?\n[-*] \S/m,
  ]
  return /^#{1,3} \S/.test(head.trimStart()) || signs.filter((sign) => sign.test(head)).length >= 2
}
