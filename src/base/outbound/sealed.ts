import MimeNode from 'nodemailer/lib/mime-node'
import type { OutgoingMail } from './mail.ts'

/** The header of one mail: what stands outside, and again, with the true subject, inside. */
export interface Header {
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly date: Date
}

const NO_FILES = { disableFileAccess: true, disableUrlAccess: true } as const
const AUTOMATIC = [
  { key: 'Auto-Submitted', value: 'auto-generated' }, // RFC 3834 §5: no machine should answer
  { key: 'X-Auto-Response-Suppress', value: 'All' }, // and for Exchange the same in its own word
]

/**
 * A PGP/MIME message (RFC 3156 §4, §6.2): signed and encrypted in one, its text and its headers inside. The headers are
 * protected both as RFC 9788 says (`hp="cipher"`, `HP-Outer`) and as mail programs before it did
 * (`protected-headers="v1"`).
 *
 * ```
 * multipart/encrypted              subject: number alone
 * ├ application/pgp-encrypted      Version: 1
 * └ application/octet-stream       OpenPGP message, signed inside:
 *      └ multipart/alternative     the true subject, text and HTML
 * ```
 */
export async function sealedMessage(
  header: Header,
  mail: OutgoingMail & { sealed: NonNullable<OutgoingMail['sealed']> },
): Promise<Buffer> {
  const inside = new MimeNode('multipart/alternative; hp=cipher; protected-headers=v1', NO_FILES)
  inside.setHeader([...fieldsOf(header, mail.sealed.subject), ...AUTOMATIC])
  for (const outer of fieldsOf(header, mail.subject)) inside.addHeader('HP-Outer', outerValue(outer))
  inside.createChild('text/plain; charset=utf-8').setContent(mail.text)
  inside.createChild('text/html; charset=utf-8').setContent(mail.html)
  const armored = await mail.sealed.encrypt((await inside.build()).toString('utf8'))

  const outside = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"', NO_FILES)
  outside.setHeader([...fieldsOf(header, mail.subject), ...AUTOMATIC])
  plain(outside.createChild('application/pgp-encrypted'), 'Version: 1\r\n')
  const message = outside.createChild('application/octet-stream; name=encrypted.asc')
  plain(message.setHeader('Content-Disposition', 'inline; filename=encrypted.asc'), armored)
  return outside.build()
}

const fieldsOf = ({ messageId, from, to, date }: Header, subject: string) => [
  { key: 'From', value: from },
  { key: 'To', value: to },
  { key: 'Subject', value: subject },
  { key: 'Date', value: date.toUTCString().replace('GMT', '+0000') },
  { key: 'Message-ID', value: messageId },
]

/** RFC 9788 §2.2: name and value of a field as it stands outside. */
function outerValue(field: ReturnType<typeof fieldsOf>[number]) {
  const value = `${field.key}: ${MimeNode.encodeHeaderValue(field.key, field.value)}`
  return { value, prepared: true, foldLines: true }
}

/** RFC 3156 §3: seven bits, as it is. */
function plain(node: MimeNode, content: string): void {
  node.setHeader('Content-Transfer-Encoding', '7bit')
  node.setContent(content)
}
