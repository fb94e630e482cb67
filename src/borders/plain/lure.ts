import { createHash } from 'node:crypto'
import type { Gathering } from '#core/capture/index.ts'
import { defang, findObservables, harmless, normalise } from '#core/observables/index.ts'
import type { MailAddress, MailPart } from './mail-file.ts'
import { takeFrom } from './take.ts'

/** A mail that was sent to deceive, as it came or as somebody passed it on. */
export interface Lure {
  readonly subject: string
  readonly from: MailAddress | null
  readonly replyTo: MailAddress | null
  readonly text: string
  readonly links: readonly string[]
  readonly parts: readonly MailPart[]
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The text with all that somebody could open made harmless: it will be read by people who are warned of it. */
export function harmlessText(text: string): string {
  const pieces: string[] = []
  let last = 0
  for (const { type, value, at, end, defanged } of findObservables(text)) {
    if (at < last || defanged) continue
    const safe = defang(type, value)
    if (safe === value) continue
    pieces.push(text.slice(last, at), safe)
    last = end
  }
  return pieces.join('') + text.slice(last)
}

const TELEPHONE =
  /(?:電話(?:番号)?|TEL|telephone|phone|call(?: us)?(?: at| on)?|☎)\s{0,3}[:：]?\s{0,3}(\+?[0-9０-９][0-9０-９()（）‐－ー\- ]{7,22}[0-9０-９])/gi
const ACCOUNT = /^.{0,60}(?:振込先|口座番号|銀行.{0,20}支店|IBAN|account (?:number|no)).{0,120}$/gim

/**
 * Takes from a lure how people will recognise it, and what the attacker used: sender, links, attached files. An address
 * of a sender may be forged, so all of it is of low confidence.
 */
export function takeLure(gathering: Gathering, lure: Lure, where: string): void {
  gathering.circumstance('mailSubjects', lure.subject)
  gathering.circumstance('senderNames', lure.from?.name ?? '')
  gathering.circumstance('lures', harmlessText(lure.text))
  for (const [, number = ''] of lure.text.slice(0, 50_000).matchAll(TELEPHONE))
    gathering.circumstance('telephones', number)
  for (const [line] of lure.text.slice(0, 50_000).matchAll(ACCOUNT))
    gathering.circumstance('bankAccounts', line)
  takeFrom(gathering, lure.text, { list: false, lure: true, confidence: 'low', where })
  const senders = [
    ['From', lure.from?.address ?? ''],
    ['Reply-To', lure.replyTo?.address ?? ''],
  ] as const
  for (const [header, address] of senders) {
    const known = header === 'Reply-To' && address === lure.from?.address
    if (known || 'odd' in normalise('email', address)) continue
    gathering.indicator(
      { types: ['email'], value: address, confidence: 'low', comment: header },
      `${where} ${header}`,
    )
  }
  for (const link of lure.links) {
    const url = normalise('url', link)
    if ('odd' in url || harmless('url', url.value) !== null || lure.text.includes(link)) continue
    gathering.indicator({ types: ['url'], value: url.value, confidence: 'low' }, `${where} HTML`)
  }
  for (const part of lure.parts.filter(({ related }) => !related)) {
    const names = part.name === '' ? [] : [part.name]
    gathering.indicator(
      { types: ['sha256'], value: sha256(part.bytes), names, size: part.bytes.length, confidence: 'low' },
      `${where} ${part.name}`,
    )
  }
}
