import { CaptureFault, Gathering, labelOfTag, type Reading } from '#core/capture/index.ts'
import { unarmoured } from './armour.ts'
import { compose } from './compose.ts'
import { forwardedIn } from './forwarded.ts'
import { harmlessText, sha256, takeLure } from './lure.ts'
import { type MailAddress, type MailFile, type MailPart, readMailFile } from './mail-file.ts'
import { takeLabels, takeLabelsOf, withoutLabel } from './markings.ts'
import { isReport } from './report.ts'
import { takeFrom } from './take.ts'

/** A file that came with a mail and can be read by one of the borders: `intake` decides by which. */
export interface Attached {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface MailReading {
  readonly reading: Reading
  /** Only where the mail itself could be read. The label of the mail holds for them too. */
  readonly attached: readonly Attached[]
}

const ATTACHED_MAX = 20
const ATTACHED_BYTES = 10_000_000
const INNER_MAX = 5

/**
 * Reads a mail file. A report about an attack gives its words and values as a text does; a mail that is itself the lure,
 * or that was passed on inside, gives the circumstances and what the attacker used. Nothing attached is opened: what a
 * border can read is handed back, all else is told by name and SHA-256. Never rejects for what is in the file.
 * @param options.trusted the sender is known: the mail is never the lure itself, whatever it says
 */
export async function readMail(bytes: Uint8Array, { trusted = false } = {}): Promise<MailReading> {
  try {
    return await capture(bytes, trusted)
  } catch (fault) {
    if (fault instanceof CaptureFault) return { reading: { ok: false, refusal: fault.refusal }, attached: [] }
    throw fault
  }
}

async function capture(bytes: Uint8Array, trusted: boolean): Promise<MailReading> {
  const mail = await readMailFile(bytes)
  const gathering = new Gathering()
  const signed = withoutSignature(mail.text)
  if (signed.length < mail.text.length) gathering.note('left-out', 'body', { what: 'signature' })
  const body = unarmoured(signed)
  const sorted = sort(mail.parts)
  if (body.encrypted || sorted.encrypted) {
    if (body.text.trim() === '' && sorted.readable.length === 0) {
      throw new CaptureFault('capture_broken', 'body', 'encrypted')
    }
    gathering.note('left-out', 'body', { what: 'encrypted' })
  }
  if (mail.unread) gathering.note('left-out', 'body', { what: 'HTML' })
  takeLabelsOf(gathering, mail.subject, 'Subject')
  const header =
    mail.label === '' ? null : labelOfTag(/^tlp/i.test(mail.label) ? mail.label : `tlp:${mail.label}`)
  if (header !== null) gathering.label(header, 'X-TLP')

  const heading = await takeBody(gathering, mail, body.text, sorted, trusted)
  for (const part of sorted.other) {
    const params = { name: part.name || part.type, sha256: sha256(part.bytes), size: part.bytes.length }
    gathering.note('file-not-taken', 'attachment', params)
  }
  const read = gathering.finish('mail', { ...heading, language: null })
  return {
    reading: { ok: true, captures: [read] },
    attached: sorted.readable.map(({ name, bytes: content }) => ({ name, bytes: content })),
  }
}

interface MailHeading {
  readonly reference: string
  readonly source: string
  readonly title: string
  readonly observedAt: string | null
}

/** Which of the mails in this file is the report, and which the lure. */
async function takeBody(
  gathering: Gathering,
  mail: MailFile,
  text: string,
  sorted: Sorted,
  trusted: boolean,
): Promise<MailHeading> {
  const inner = sorted.mails.length > 0 ? null : forwardedIn(text)
  const heading = {
    reference: mail.messageId,
    source: named(mail.from),
    title: withoutLabel(mail.subject),
    observedAt: null,
  }
  if (inner !== null && isReport(inner.subject, inner.text)) {
    takeReport(gathering, `${inner.before}\n\n${inner.text}`, heading.title)
    takeLabelsOf(gathering, inner.subject, 'forwarded Subject')
    return {
      ...heading,
      source: named(inner.from) || heading.source,
      title: withoutLabel(inner.subject) || heading.title,
    }
  }
  if (inner !== null) {
    takeReport(gathering, inner.before, heading.title)
    takeLure(gathering, { ...inner, replyTo: null, links: mail.links, parts: [] }, 'forwarded')
    return heading
  }
  if (sorted.mails.length > 0) {
    takeReport(gathering, text, heading.title)
    for (const part of sorted.mails) await takeInner(gathering, part)
    return heading
  }
  if (trusted || !canHarm(mail, text, sorted) || isReport(mail.subject, text) || sorted.readable.length > 0) {
    takeReport(gathering, text, heading.title)
    return heading
  }
  takeLure(gathering, { ...mail, text, parts: sorted.other }, 'body')
  gathering.text('technical', '', harmlessText(text))
  return { ...heading, source: '', observedAt: mail.date }
}

/** A mail that is attached whole: the sample, unless it is itself a report. */
async function takeInner(gathering: Gathering, part: MailPart): Promise<void> {
  const mail = await readMailFile(part.bytes).catch((fault: unknown) => {
    if (fault instanceof CaptureFault) return null
    throw fault
  })
  if (mail === null) {
    gathering.note('file-not-taken', 'attachment', {
      name: part.name || part.type,
      sha256: sha256(part.bytes),
    })
    return
  }
  const { text } = unarmoured(mail.text)
  if (isReport(mail.subject, text)) {
    takeLabelsOf(gathering, mail.subject, 'attached Subject')
    takeReport(gathering, text, withoutLabel(mail.subject), 'attached')
  } else takeLure(gathering, { ...mail, text }, 'attached')
  for (const one of mail.parts.filter(({ related }) => !related)) {
    gathering.note('file-not-taken', 'attached', { name: one.name || one.type, sha256: sha256(one.bytes) })
  }
}

function takeReport(gathering: Gathering, text: string, title: string, where = ''): void {
  const taken = takeFrom(gathering, text, { list: false, lure: false, confidence: null, where })
  const markers = takeLabels(gathering, taken.lines, where)
  compose(gathering, { ...taken, spent: new Set([...taken.spent, ...markers]) }, title)
}

/** A lure wants something to be opened, or to be called. */
const canHarm = (mail: MailFile, text: string, { other }: Sorted): boolean =>
  mail.links.length > 0 || other.length > 0 || /https?:\/\/|www\.|電話|\+?\d[\d -]{8,}\d/i.test(text)

const named = (from: MailAddress | null): string => from?.name || from?.address || ''

/** What stands under `-- ` names people, and has no place in a warning. */
function withoutSignature(text: string): string {
  const cut = text.lastIndexOf('\n-- \n')
  const at = cut >= 0 ? cut : text.lastIndexOf('\n--\n')
  return at > 0 && text.slice(at).split('\n').length <= 17 ? text.slice(0, at) : text
}

interface Sorted {
  /** A border can read them. */
  readonly readable: readonly MailPart[]
  /** `message/rfc822`. */
  readonly mails: readonly MailPart[]
  readonly other: readonly MailPart[]
  readonly encrypted: boolean
}

const isText = (part: MailPart): boolean =>
  /^(?:text\/(?:plain|markdown|csv|tab-separated-values)|application\/(?:json|.{1,40}\+json))(?:;|$)/.test(
    part.type,
  ) || /\.(?:json|csaf|stix|md|markdown|txt|csv|tsv|ioc|ya?ml|yar|yara|rules)$/i.test(part.name)

function sort(parts: readonly MailPart[]): Sorted {
  const sealed = (part: MailPart) =>
    /pgp-encrypted|pkcs7-mime/.test(part.type) ||
    /\.(?:p7m|pgp|gpg)$/i.test(part.name) ||
    /^encrypted\.asc$/i.test(part.name)
  const signature = (part: MailPart) => /pgp-signature|pkcs7-signature/.test(part.type)
  const open = parts.filter((part) => !signature(part))
  const mails = open
    .filter(({ type, name }) => type === 'message/rfc822' || /\.eml$/i.test(name))
    .slice(0, INNER_MAX)
  const readable = open
    .filter((part) => !mails.includes(part) && isText(part) && part.bytes.length <= ATTACHED_BYTES)
    .slice(0, ATTACHED_MAX)
  return {
    readable,
    mails,
    other: open.filter((part) => !mails.includes(part) && !readable.includes(part)),
    encrypted: open.some(sealed),
  }
}
