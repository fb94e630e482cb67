import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { AppEvent } from '#core/events/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { readViewer, type Viewer } from '#core/policy/index.ts'
import { type Entry, enterStatement, NotCommitted } from './entry.ts'
import type { JobName } from './job-names.ts'
import { LIVE_CHANNEL } from './live.ts'
import { transactionBuilder } from './on-client.ts'
import type { Tables } from './tables.ts'
import { volley } from './volley.ts'

export interface ActOptions {
  /**
   * First statement of the transaction. `exclusive`: every act that changes membership, status or agreements.
   * `shared`: releases. So nobody is removed while a release writes who may read.
   */
  readonly lock?: 'shared' | 'exclusive' | undefined
}

/** What the audit keeps of an act; identifiers only. Who and when, the transaction itself knows. */
export interface AuditEntry {
  /** Module and verb: `warning.release`. */
  readonly act: string
  readonly subject?: { readonly kind: string; readonly id: string } | undefined
  readonly detail?: Readonly<Record<string, Json>> | undefined
  /** The actor is stored encrypted: the source is withheld (R5). */
  readonly sealedActor?: boolean | undefined
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface Act {
  /** The builder, under the viewer's policies. Dead after the act. */
  readonly sql: Kysely<Tables>
  readonly viewer: Viewer
  readonly asker: Asker
  /** The transaction's time. */
  readonly at: Date
  /** Collected; sealed as the last statement before commit. */
  record(entry: AuditEntry): void
  /** Enters a job in this transaction. The same key replaces a job that has not begun. */
  enqueue(
    job: JobName,
    payload: object,
    options?: { runAt?: Date | undefined; key?: string | undefined },
  ): Promise<void>
  /** Runs the listeners *within* the transaction now; tells live doors at commit. */
  announce(event: AppEvent): Promise<void>
}

/** What the assembly adds to every act. */
export interface Hooks {
  /** Listeners of other modules that belong to the same transaction. */
  readonly within?: (act: Act, event: AppEvent) => Promise<void>
  /** Seals what was recorded: base/audit. Runs last, and only if something was recorded. */
  readonly beforeCommit?: (tx: Kysely<Tables>, act: Act, entries: readonly AuditEntry[]) => Promise<void>
}

/** One lock for "who is a member of what" (DESIGN §3). */
const MEMBERSHIP_LOCK = '7236523842013'
const LOCKS = {
  shared: `select pg_advisory_xact_lock_shared(${MEMBERSHIP_LOCK})`,
  exclusive: `select pg_advisory_xact_lock(${MEMBERSHIP_LOCK})`,
} as const
/** Limit of NOTIFY is 8,000 bytes. */
const NOTICE_MAX_BYTES = 7_900

/** See {@link AsViewer.act}. */
export async function perform<T>(
  pool: pg.Pool,
  hooks: Hooks,
  entry: Entry,
  fn: (act: Act) => Promise<T>,
  options: ActOptions = {},
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { viewer, at } = await begin(client, entry, options)
    const transaction = transactionBuilder(client)
    const entries: AuditEntry[] = []
    const notices: string[] = []
    const act: Act = {
      sql: transaction.sql,
      viewer,
      asker: entry.asker,
      at,
      record(added) {
        transaction.mustBeOpen()
        entries.push(added)
      },
      async enqueue(job, payload, { runAt, key } = {}) {
        transaction.mustBeOpen()
        await client.query({
          name: 'enqueue',
          text: 'select queue.enqueue($1, $2::jsonb, $3::timestamptz, $4)',
          values: [job, JSON.stringify(payload), runAt?.toISOString() ?? null, key ?? null],
        })
      },
      async announce(event) {
        transaction.mustBeOpen()
        await hooks.within?.(act, event)
        notices.push(notice(event))
      },
    }
    try {
      const result = await fn(act)
      for (const payload of notices) await client.query('select pg_notify($1, $2)', [LIVE_CHANNEL, payload])
      if (entries.length > 0) await hooks.beforeCommit?.(act.sql, act, entries)
      transaction.close()
      const { command } = await client.query('commit')
      if (command !== 'COMMIT')
        throw new NotCommitted('An act was rolled back because an error in it was swallowed.')
      return result
    } finally {
      transaction.close()
    }
  } catch (error) {
    // Also after a commit that did not come back: then the line is broken, and the connection with it.
    broken = await client.query('rollback').then(
      () => undefined,
      (lost: Error) => lost,
    )
    throw error
  } finally {
    client.release(broken)
  }
}

async function begin(client: pg.PoolClient, entry: Entry, { lock }: ActOptions) {
  const first = ['begin isolation level read committed', ...(lock ? [LOCKS[lock]] : [])]
  const answers = await volley(client, [...first.map((text) => ({ text })), enterStatement(entry)])
  const row = answers.at(-1)?.rows[0]
  if (!row) throw new Error('access.enter returned nothing')
  const viewer = readViewer(row.viewer)
  return { viewer, at: new Date(viewer.at) }
}

/** Live doors only look again, so what does not fit may lose its details, but not its name. */
function notice(event: AppEvent): string {
  const text = JSON.stringify(event)
  if (Buffer.byteLength(text) <= NOTICE_MAX_BYTES) return text
  const short = Object.entries(event).filter(([, value]) => !(value !== null && typeof value === 'object'))
  return JSON.stringify(Object.fromEntries(short))
}
