import { asLine } from '#core/capture/index.ts'
import type { MailAddress } from './mail-file.ts'

/** A mail inside another, put there as text by whoever passed it on. */
export interface Forwarded {
  readonly subject: string
  readonly from: MailAddress | null
  /** What the forwarder wrote before it. */
  readonly before: string
  readonly text: string
}

const BEGINS =
  /^(?:-{2,}.{0,40}(?:forwarded message|original message|original appointment|転送|元のメッセージ).{0,40}-{2,}|begin forwarded message:|(?:以下)?転送(?:します|いたします|メール)?[:：]?|-{3,}\s*forwarded by .{1,100})$/i

const FIELD =
  /^\W{0,4}(from|sender|差出人|送信者|送信元|subject|件名|date|sent|送信日時|日時|日付|to|宛先|cc|reply-to)\W{0,3}[:：]\s*(.*)$/i

const LABELS: Readonly<Record<string, 'from' | 'subject'>> = {
  from: 'from',
  sender: 'from',
  差出人: 'from',
  送信者: 'from',
  送信元: 'from',
  subject: 'subject',
  件名: 'subject',
}

/** `Name <a@b.example>`, `"Name" [mailto:a@b.example]`, or an address alone. */
export function addressIn(text: string): MailAddress | null {
  const line = asLine(text, 400)
  const [, name = '', address = ''] =
    /^"?([^"<[]{0,200}?)"?\s*[<[](?:mailto:)?([^<>[\]\s]{3,320})[>\]]/.exec(line) ?? []
  if (address !== '') return { name: name.trim(), address }
  if (line === '') return null
  return /^\S+@\S+$/.test(line) ? { name: '', address: line } : { name: line, address: '' }
}

/** The header lines from a place on, and where the text after them begins. A few blank lines may come first. */
function headerAt(lines: readonly string[], start: number): { fields: Map<string, string>; end: number } {
  const fields = new Map<string, string>()
  let at = start
  for (let passed = 0; at < lines.length && passed < 3; at++) {
    const [, name = '', value = ''] = FIELD.exec((lines[at] ?? '').replace(/^[>\s]+/, '')) ?? []
    if (name === '' && fields.size > 0) break
    if (name === '') passed++
    const label = LABELS[name.toLowerCase()] ?? name
    if (!fields.has(label)) fields.set(label, value)
    fields.delete('')
  }
  return { fields, end: at }
}

/** The first mail that was passed on within a text: its header lines as every program writes them, and what follows. */
export function forwardedIn(text: string): Forwarded | null {
  const lines = text.split('\n')
  const mark = lines.findIndex((line) => BEGINS.test(line.trim()))
  // Outlook writes header lines with nothing in front
  const start = mark >= 0 ? mark : lines.findIndex((_, index) => isHeader(lines, index))
  if (start < 0) return null
  const { fields, end } = headerAt(lines, mark >= 0 ? mark + 1 : start)
  if (fields.size === 0) return null
  return {
    subject: asLine(fields.get('subject') ?? '', 300),
    from: addressIn(fields.get('from') ?? ''),
    before: lines.slice(0, start).join('\n'),
    text: lines.slice(end).join('\n').trim(),
  }
}

/** Three header lines in a row, of which the first says from whom. */
function isHeader(lines: readonly string[], index: number): boolean {
  const [first, second, third] = [0, 1, 2].map((step) =>
    FIELD.exec((lines[index + step] ?? '').trim())?.[1]?.toLowerCase(),
  )
  return LABELS[first ?? ''] === 'from' && second !== undefined && third !== undefined
}
