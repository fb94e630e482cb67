import pg from 'pg'
import type { Asker } from '#core/policy/index.ts'
import { type Act, type ActOptions, type Hooks, perform } from './act.ts'
import { type Builder, fly, type Queries, type Results } from './flight.ts'
import { type LiveListener, openLive } from './live.ts'
import { valueTypes } from './values.ts'

export interface AsViewer {
  /**
   * Reads as the viewer, in one flight on a pipelined connection, one transaction: enter · queries. The only way
   * to read protected tables. Answers after the commit, or throws the first error.
   */
  read<const Q extends Queries>(...queries: Q): Promise<Results<Q>>
  read<const Q extends Queries>(build: (db: Builder) => Q): Promise<Results<Q>>
  /**
   * Does something as the viewer, in one READ COMMITTED transaction: lock? · enter · fn · audit · commit.
   * Retries nothing. What `fn` throws rolls everything back and is thrown again.
   */
  act<T>(fn: (act: Act) => Promise<T>, options?: ActOptions): Promise<T>
}

export interface Database {
  /** @param options.at another time than the transaction's own, for jobs about the past and for tests */
  asViewer(asker: Asker, options?: { at?: Date | undefined }): AsViewer
  /**
   * Hears events announced by any process, after their commit. Returns how to stop.
   *
   * @param onGap called after a lost connection came back: events in between were missed, look again
   */
  listen(fn: LiveListener, onGap?: () => void): () => void
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Login of `renkei_app`. */
  readonly app: pg.ClientConfig
  readonly hooks?: Hooks
  /** Connections for reads and, besides, for acts: one waiting for the other can never block itself. */
  readonly connections?: number
  /** Hears about lost connections; they are opened anew. */
  readonly onError?: (error: Error) => void
}

const STATEMENT_LIMIT_MS = 30_000
const IDLE_IN_ACT_LIMIT_MS = 60_000

/** Opens the pools; connects at the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  let closed = false
  // Connections that are closing may still hear the server say goodbye.
  const onError = (error: Error) => closed || options.onError?.(error)
  const config: pg.PoolConfig = {
    ...options.app,
    max: options.connections ?? 5,
    pipeline: true,
    types: valueTypes,
    statement_timeout: STATEMENT_LIMIT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_ACT_LIMIT_MS,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  }
  const reads = new pg.Pool({ ...config, application_name: 'renkei read' })
  const acts = new pg.Pool({ ...config, application_name: 'renkei act' })
  for (const pool of [reads, acts]) {
    pool.on('error', onError)
    // The pool listens to idle clients only; one that is lost in use would end the process.
    pool.on('connect', (client) => void client.on('error', onError))
  }
  const live = openLive({ ...options.app, application_name: 'renkei live' }, onError)
  return {
    asViewer: (asker, { at } = {}) => ({
      read: (...queries: unknown[]) => fly(reads, { asker, at }, queries as never) as never,
      act: (fn, actOptions) => perform(acts, options.hooks ?? {}, { asker, at }, fn, actOptions),
    }),
    listen: live.listen,
    async close() {
      closed = true
      await Promise.all([live.close(), reads.end(), acts.end()])
    },
  }
}
