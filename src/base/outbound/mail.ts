import nodemailer from 'nodemailer'
import { headerAddress, headerValue } from './header.ts'
import { sealedMessage } from './sealed.ts'

/** One mail, composed. Never more than one recipient: nobody sees who else was written to. */
export interface OutgoingMail {
  /** Of the delivery. The same id gives the same Message-ID, so that a repetition is seen as one. */
  readonly id: string
  readonly to: string
  /** What the sender is called: the association. */
  readonly fromName: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The text goes encrypted, under its own subject; outside stands `subject`. */
  readonly sealed?: {
    readonly subject: string
    /** Signs inside, then encrypts; armored. */
    readonly encrypt: (entity: string) => Promise<string>
  }
}

/** Why a mail did not go. `refused`: this recipient will never get it; `unreachable`: try again later. */
export class MailFailure extends Error {
  readonly kind: 'refused' | 'unreachable'
  constructor(kind: MailFailure['kind'], cause: unknown) {
    super(`mail ${kind}`, { cause })
    this.name = 'MailFailure'
    this.kind = kind
  }
}

/** The way out for mail. */
export interface Mailer {
  /** none: letters wait until a way is configured. */
  readonly kind: 'smtp' | 'mailbox' | 'none'
  /** The sender's address; empty without a way out. */
  readonly from: string
  /** Hands the mail over to the server. @throws MailFailure, UnsafeHeader */
  send(mail: OutgoingMail): Promise<void>
  /** Does the server answer and take our sign-in? For the doctor. @throws MailFailure */
  check(): Promise<void>
  close(): void
}

export interface MailRoute {
  readonly kind: 'smtp' | 'mailbox'
  /** `smtps://user:password@host`, `smtp://host:587`. Plain smtp beyond this machine insists on STARTTLS unless the address says `?requireTLS=false`. */
  readonly url: string
  /** The sender's address. */
  readonly from: string
  /** Right side of every Message-ID: the host of the association's address. */
  readonly host: string
}

const CONNECTIONS = 10

/** `undefined`: there is no way out. Connects with the first mail. */
export function createMailer(route: MailRoute | undefined): Mailer {
  if (route === undefined) return noMailer
  const transport = nodemailer.createTransport({
    ...serverOf(route.url),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    kind: route.kind,
    from: route.from,
    async send(mail) {
      const message = await messageOf(route, mail)
      await transport.sendMail(message).catch((error: unknown) => {
        throw failureOf(error)
      })
    },
    async check() {
      await transport.verify().catch((error: unknown) => {
        throw new MailFailure('unreachable', error)
      })
    },
    close: () => transport.close(),
  }
}

const noMailer: Mailer = {
  kind: 'none',
  from: '',
  send: async () => {
    throw new MailFailure('unreachable', 'no way out for mail is configured')
  },
  check: async () => {
    throw new MailFailure('unreachable', 'no way out for mail is configured')
  },
  close() {},
}

async function messageOf(route: MailRoute, mail: OutgoingMail) {
  const id = headerValue('Message-ID', mail.id)
  if (!/^[\w-]{1,100}$/.test(id)) throw new TypeError('the id of a delivery is a plain word')
  const messageId = `<${id}@${headerValue('Message-ID', route.host)}>`
  const from = { name: headerValue('From', mail.fromName), address: headerAddress('From', route.from) }
  const to = headerAddress('To', mail.to)
  headerValue('Subject', mail.subject)
  if (mail.sealed) {
    headerValue('Subject', mail.sealed.subject)
    const header = { messageId, from, to, date: new Date() }
    return {
      raw: await sealedMessage(header, { ...mail, sealed: mail.sealed }),
      envelope: { from: from.address, to },
    }
  }
  return {
    messageId,
    from,
    to: { name: '', address: to },
    subject: headerValue('Subject', mail.subject),
    text: mail.text,
    html: mail.html,
    headers: {
      'Auto-Submitted': 'auto-generated', // RFC 3834 §5: no machine should answer
      'X-Auto-Response-Suppress': 'All', // and for Exchange the same in its own word
    },
  }
}

function serverOf(address: string) {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: here && !secure,
    requireTLS: !secure && !here && url.searchParams.get('requireTLS') !== 'false',
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  }
}

/** 5xx to the recipient or the content is for good; to our sign-in it is our configuration, to be mended. */
function failureOf(error: unknown): MailFailure {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string }
  const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return new MailFailure(final ? 'refused' : 'unreachable', error)
}
