import { resolve } from 'node:path'
import { isOutside } from '#base/audit/index.ts'
import manifest from '../package.json' with { type: 'json' }

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Everything that differs between installations and is not data of the association. */
export interface Config {
  /** Of this Renkei: `0.1.0`. */
  readonly release: string
  /**
   * demo: invented teams and one-click sign-in. development: our own work on Renkei. Both on loopback only, and both
   * show the built-in mailbox.
   */
  readonly mode: 'association' | 'demo' | 'development'
  /** Absolute. */
  readonly dataFolder: string
  readonly host: string
  /** 0: any free port, for tests. */
  readonly port: number
  /** Origin under which people reach Renkei, without a slash at the end. */
  readonly url: string
  /** A team's key: with it a command asks the Renkei at `url`, and does not open the data folder. */
  readonly key: string | undefined
  readonly database: EmbeddedDatabase | OwnDatabase
  /** Proxies of our own between the world and us; they tell who calls (X-Forwarded-For). */
  readonly proxies: number
  /** Absolute; outside the database and outside every backup. */
  readonly keyFile: string
  /** Named by the operator, who wants to hear that it is missing and not get a new one. */
  readonly keyFileNamed: boolean
  /** Absolute; to which the audit's anchors are added. Outside the data folder, best on another machine. */
  readonly anchorFile: string | undefined
  /** Undefined: the built-in mailbox in demo and development; else letters wait in the outbox. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  readonly logLevel: LogLevel
}

export interface EmbeddedDatabase {
  readonly kind: 'embedded'
  readonly home: string | undefined
}

export interface OwnDatabase {
  readonly kind: 'own'
  readonly url: string
  readonly ownerUrl: string
}

/** Every fault of a configuration at once, one sentence each. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(['The configuration cannot be used:', ...faults.map((fault) => `  - ${fault}`)].join('\n'))
    this.faults = faults
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

const KNOWN = [
  'RENKEI_DATA',
  'RENKEI_URL',
  'RENKEI_KEY',
  'RENKEI_KEY_FILE',
  'RENKEI_ANCHOR_FILE',
  'RENKEI_PG_HOME',
  'RENKEI_PROXIES',
  'RENKEI_LOG',
]

/**
 * Reads the environment, then decides. Half a configuration is refused.
 *
 * @param env unset and empty mean the same
 * @throws ConfigRefused naming every fault
 */
export function readConfig(env: Environment, mode: Config['mode'] = 'association'): Config {
  const faults: string[] = []
  const value = (name: string) => env[name]?.trim() || undefined

  // A misspelt RENKEI_KEY_FILE would quietly make a new key.
  for (const name of Object.keys(env)) {
    if (name.startsWith('RENKEI_') && !name.startsWith('RENKEI_TEST_') && !KNOWN.includes(name)) {
      faults.push(`${name} is not a setting of Renkei; there are ${KNOWN.join(', ')}.`)
    }
  }

  const dataFolder = resolve(value('RENKEI_DATA') ?? (mode === 'demo' ? 'data-demo' : 'data'))
  const port = readPort(value('PORT'), faults)
  const host = value('HOST') ?? 'localhost'
  const url = readUrl(value('RENKEI_URL') ?? `http://localhost${port === 80 ? '' : `:${port}`}`, faults)
  if (mode !== 'association' && !(isLoopback(host) && isLoopback(hostOf(url)))) {
    faults.push(`A ${mode} is served on loopback only: unset HOST and RENKEI_URL.`)
  } else if (!isLoopback(host) && url.startsWith('http:')) {
    faults.push(
      `HOST=${host} would serve plain http beyond this machine. Put a TLS proxy in front and set RENKEI_URL to its ` +
        'https address, or leave HOST unset.',
    )
  }

  // An address left over in the shell must not fill a real association's database with invented teams.
  if (mode === 'demo' && (value('DATABASE_URL') || value('DATABASE_OWNER_URL'))) {
    faults.push('A demo has a database of its own: unset DATABASE_URL and DATABASE_OWNER_URL.')
  }

  return finish(faults, {
    release: manifest.version,
    mode,
    dataFolder,
    host,
    port,
    url,
    key: readKey(value('RENKEI_KEY'), faults),
    database: readDatabase(
      value('DATABASE_URL'),
      value('DATABASE_OWNER_URL'),
      value('RENKEI_PG_HOME'),
      faults,
    ),
    // We never speak TLS ourselves, so an https address means one proxy at least.
    proxies: readProxies(value('RENKEI_PROXIES') ?? (url.startsWith('https:') ? '1' : '0'), faults),
    keyFile: resolve(value('RENKEI_KEY_FILE') ?? `${dataFolder}/secret.key`),
    keyFileNamed: value('RENKEI_KEY_FILE') !== undefined,
    anchorFile: readAnchorFile(value('RENKEI_ANCHOR_FILE'), dataFolder, faults),
    smtp: readSmtp(value('SMTP_URL'), value('MAIL_FROM'), faults),
    logLevel: readLogLevel(value('RENKEI_LOG'), faults),
  })
}

function finish(faults: readonly string[], config: Config): Config {
  if (faults.length > 0) throw new ConfigRefused(faults)
  return config
}

function readPort(text: string | undefined, faults: string[]): number {
  if (text === undefined) return 3000
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  faults.push(`PORT must be a number from 0 to 65535, not "${text}".`)
  return 3000
}

function readProxies(text: string, faults: string[]): number {
  if (/^[0-9]$/.test(text)) return Number(text)
  faults.push(`RENKEI_PROXIES is how many proxies of yours stand before Renkei, from 0 to 9, not "${text}".`)
  return 0
}

/** The origin of an address; plain http only on loopback. Returns something usable after a fault, to find the others. */
function readUrl(text: string, faults: string[]): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) {
    faults.push(`RENKEI_URL must be an address such as https://renkei.example.org, not "${text}".`)
    return 'https://invalid.example'
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    faults.push(`RENKEI_URL is the address alone, without path, question mark or sign-in: ${url.origin}.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    faults.push(`RENKEI_URL must be https: plain http is for this machine alone, and ${url.hostname} is not.`)
  }
  return url.origin
}

function readKey(text: string | undefined, faults: string[]): string | undefined {
  if (text !== undefined && !/^rnk_[A-Za-z0-9_-]{43}$/.test(text))
    faults.push('RENKEI_KEY must be a key of a team: rnk_ and 43 characters, as it was shown once.') // not repeated: a secret
  return text
}

function hostOf(url: string): string {
  return new URL(url).hostname
}

/** localhost and its subdomains (RFC 6761 §6.3), 127.0.0.0/8, ::1. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '')
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  )
}

function readDatabase(
  url: string | undefined,
  ownerUrl: string | undefined,
  home: string | undefined,
  faults: string[],
): Config['database'] {
  if (!url && !ownerUrl) return { kind: 'embedded', home: home && resolve(home) }
  const given = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }
  const users: string[] = []
  for (const [name, text] of Object.entries(given)) {
    const parsed = text === undefined ? undefined : URL.parse(text)
    if (text === undefined) {
      faults.push(`${name} is missing: an own PostgreSQL needs both DATABASE_URL and DATABASE_OWNER_URL.`)
    } else if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
      // The text may hold a password, so it is not repeated.
      faults.push(`${name} must be an address such as postgresql://user:password@host:5432/renkei.`)
    } else {
      users.push(decodeURIComponent(parsed.username || (parsed.searchParams.get('user') ?? '')))
    }
  }
  if (users.length === 2 && users[0] === users[1]) {
    faults.push('DATABASE_URL and DATABASE_OWNER_URL must use two roles: what serves people owns nothing.')
  }
  if (users.length === 2 && users[0] !== 'renkei_app')
    faults.push('DATABASE_URL must use the role renkei_app.')
  if (home) faults.push('RENKEI_PG_HOME is for the embedded PostgreSQL and contradicts DATABASE_URL.')
  return { kind: 'own', url: url ?? '', ownerUrl: ownerUrl ?? '' }
}

function readSmtp(url: string | undefined, from: string | undefined, faults: string[]): Config['smtp'] {
  if (!url && !from) return undefined
  if (!url) faults.push('SMTP_URL is missing: MAIL_FROM alone sends nothing.')
  else if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? '')) {
    faults.push('SMTP_URL must be an address such as smtps://user:password@mail.example.org.')
  }
  if (!from) faults.push('MAIL_FROM is missing: SMTP_URL needs the address that mail comes from.')
  else if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(from)) {
    faults.push(`MAIL_FROM must be one mail address, such as renkei@example.org, not "${from}".`)
  }
  return { url: url ?? '', from: from ?? '' }
}

function readAnchorFile(text: string | undefined, dataFolder: string, faults: string[]): string | undefined {
  if (text === undefined) return undefined
  const file = resolve(text)
  if (isOutside(file, dataFolder)) return file
  faults.push(
    `RENKEI_ANCHOR_FILE must lie outside ${dataFolder}: there it would fall together with what it proves.`,
  )
  return undefined
}

function readLogLevel(text: string | undefined, faults: string[]): LogLevel {
  const level = LOG_LEVELS.find((one) => one === (text ?? 'info'))
  if (!level) faults.push(`RENKEI_LOG must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`)
  return level ?? 'info'
}
