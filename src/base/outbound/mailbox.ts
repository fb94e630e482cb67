import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

/** A mail that the development mailbox took, as its reader would see it. */
export interface ReceivedMail {
  readonly id: string
  readonly at: Date
  readonly from: string
  /** As given to the server, not as the header says. */
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly attachments: number
}

/**
 * A mail server that delivers nothing: on loopback, without sign-in, keeping the last mails in memory. In demo and
 * development it stands where the real server would, so that what is tried there is the true way out.
 */
export interface Mailbox {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string
  /** Newest first. */
  list(): readonly ReceivedMail[]
  find(id: string): ReceivedMail | undefined
  /** The next mail that fits, or one that is there already. For tests. */
  waitFor(fits: (mail: ReceivedMail) => boolean, limitMs?: number): Promise<ReceivedMail>
  clear(): void
  close(): Promise<void>
}

const KEPT = 500
const MOST_BYTES = 1024 * 1024

/** @param port 0: any free one */
export async function openMailbox({ port = 0, now = () => new Date() } = {}): Promise<Mailbox> {
  let kept: ReceivedMail[] = []
  const waiting = new Set<() => void>()

  const server = new SMTPServer({
    name: 'renkei-mailbox',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    closeTimeout: 1000,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      receive(stream).then(
        (mail) => {
          kept = [{ ...shown(mail), id: randomUUID(), at: now(), from, to }, ...kept].slice(0, KEPT)
          for (const look of waiting) look()
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  server.on('error', () => {}) // a client that hangs up
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })

  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    list: () => kept,
    find: (id) => kept.find((mail) => mail.id === id),
    waitFor: (fits, limitMs = 10_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const mail = kept.find(fits)
          if (mail === undefined) return
          waiting.delete(look)
          clearTimeout(timer)
          resolve(mail)
        }
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error('no such mail came'))
        }, limitMs)
        waiting.add(look)
        look()
      }),
    clear() {
      kept = []
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function receive(stream: SMTPServerDataStream): Promise<ParsedMail> {
  const mail = await simpleParser(stream, { skipImageLinks: true })
  if (stream.sizeExceeded) throw Object.assign(new Error('too large'), { responseCode: 552 })
  return mail
}

function shown(mail: ParsedMail): Omit<ReceivedMail, 'id' | 'at' | 'from' | 'to'> {
  return {
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(key.length + 1).trim(),
    })),
    attachments: mail.attachments.length,
  }
}
