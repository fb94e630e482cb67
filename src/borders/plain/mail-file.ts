import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { asLine, CaptureFault, clean, timeOf } from '#core/capture/index.ts'

/** What one mail may be: beyond it, it is refused whole or its text is cut by the readers after. */
const LIMITS = {
  bytes: 30_000_000,
  headerBytes: 256_000,
  parts: 200,
  htmlCharacters: 2_000_000,
  textCharacters: 2_000_000,
} as const

export interface MailAddress {
  readonly name: string
  readonly address: string
}

/** A mail as far as anybody here reads it. */
export interface MailFile {
  readonly messageId: string
  readonly subject: string
  readonly from: MailAddress | null
  readonly replyTo: MailAddress | null
  /** RFC 3339; null where the header is missing or broken. */
  readonly date: string | null
  /** `X-TLP` and its like. */
  readonly label: string
  readonly text: string
  /** Addresses behind the links of its HTML. */
  readonly links: readonly string[]
  /** HTML that could not be read as text. */
  readonly unread: boolean
  readonly parts: readonly MailPart[]
}

export interface MailPart {
  readonly name: string
  readonly type: string
  /** An image of the HTML, a logo. */
  readonly related: boolean
  readonly bytes: Uint8Array
}

/**
 * Reads a mail (RFC 5322, MIME) with its parts as they are: no archive is opened, no attached mail entered, nothing
 * fetched.
 * @throws CaptureFault for what is too large, nests too deep or is no mail
 */
export async function readMailFile(bytes: Uint8Array): Promise<MailFile> {
  if (bytes.length > LIMITS.bytes) {
    throw new CaptureFault('capture_too_large', '', `a mail of more than ${LIMITS.bytes} bytes`)
  }
  const mail = await parsed(bytes)
  if (mail.headerLines.length === 0 || !(mail.headers.has('from') || mail.headers.has('subject'))) {
    throw new CaptureFault('capture_broken', 'header', 'neither From nor Subject')
  }
  return {
    messageId: asLine(mail.messageId ?? '', 300),
    subject: asLine(mail.subject ?? '', 400),
    from: addressOf(mail.from),
    replyTo: addressOf(mail.replyTo),
    date: dateOf(mail),
    label: asLine(String(mail.headers.get('x-tlp') ?? ''), 60),
    text: clean((mail.text ?? '').slice(0, LIMITS.textCharacters)),
    links: linksOf(mail.html === false ? '' : (mail.html ?? '')),
    unread: mail.textConversionError !== undefined || (mail.text ?? '').length > LIMITS.textCharacters,
    parts: mail.attachments.map(partOf),
  }
}

async function parsed(bytes: Uint8Array): Promise<ParsedMail> {
  try {
    return await simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      keepCidLinks: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxHtmlLengthToParse: LIMITS.htmlCharacters,
      maxHeadSize: LIMITS.headerBytes,
      maxChildNodes: LIMITS.parts,
    })
  } catch (error) {
    throw refusalOf(error)
  }
}

/** The parser's words, as one of ours. */
function refusalOf(error: unknown): CaptureFault {
  const said = error instanceof Error ? error.message.slice(0, 200) : 'unreadable'
  if (/child|nodes|parts/i.test(said)) return new CaptureFault('capture_too_many', 'body', said)
  if (/head(?:er)? ?size|header/i.test(said)) return new CaptureFault('capture_too_large', 'header', said)
  return new CaptureFault('capture_broken', 'body', said)
}

function addressOf(said: ParsedMail['from']): MailAddress | null {
  const first = said?.value.find(({ address }) => address !== undefined && address !== '') ?? said?.value[0]
  if (first === undefined) return null
  return { name: asLine(first.name, 300), address: asLine(first.address ?? '', 320) }
}

/** From the header itself: the parser gives the present time for a date that is none. */
function dateOf(mail: ParsedMail): string | null {
  const line = mail.headerLines.find(({ key }) => key === 'date')?.line ?? ''
  const ms = Date.parse(
    line
      .slice(line.indexOf(':') + 1)
      .replace(/\([^()]*\)/g, '')
      .trim(),
  )
  return Number.isNaN(ms) ? null : timeOf(String(ms).padStart(13, '0'))
}

/** As a browser would read them; twenty thousand links are no mail. */
function linksOf(html: string): string[] {
  const links = html
    .slice(0, LIMITS.htmlCharacters)
    .matchAll(/\b(?:href|action)\s{0,5}=\s{0,5}(?:"([^"]{1,4000})"|'([^']{1,4000})')/gi)
  const found = Array.from(links, ([, double, single]) =>
    (double ?? single ?? '').replace(/&amp;/gi, '&').trim(),
  )
  return [...new Set(found.filter((link) => /^https?:\/\//i.test(link)))].slice(0, 1000)
}

function partOf(part: Attachment): MailPart {
  return {
    name: asLine(part.filename ?? '', 200),
    type: part.contentType.toLowerCase(),
    related: part.related === true,
    bytes: part.content,
  }
}
