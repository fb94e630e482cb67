import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
} from 'kysely'
import pg from 'pg'
import type { Seen } from '#core/policy/index.ts'
import { type Entry, NotCommitted, passStatement, statementName } from './entry.ts'
import type { Tables } from './tables.ts'
import { volley } from './volley.ts'

/** A query that can tell its SQL: of the builder, or sql`…`. */
export interface Query<Row> {
  compile(executor: QueryExecutorProvider): CompiledQuery<Row>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of queries with rows of any kind
export type Queries = readonly Query<any>[]

export type Results<Q extends Queries> = {
  -readonly [I in keyof Q]: Q[I] extends Query<infer Row> ? Seen<Row>[] : never
}

/** Builds queries and runs none: what it makes is only good for a flight. */
export const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export type Builder = typeof builder

/** An error of the statement, said by the server; anything else (57P0x: it ends the session) breaks the line. */
const isAnswer = (error: unknown) => error instanceof pg.DatabaseError && !error.code?.startsWith('57P0')

/**
 * enter · queries in one volley, which is one transaction: committed by its end, undone by any error. Nothing of a
 * flight is handed out before the line came back idle.
 */
export async function fly(
  pool: pg.Pool,
  entry: Entry,
  given: Queries | [(db: Builder) => Queries],
): Promise<unknown[][]> {
  const queries = typeof given[0] === 'function' ? given[0](builder) : (given as Queries)
  const statements = queries.map((query) => {
    const { sql, parameters } = query.compile(builder)
    return { text: sql, values: [...parameters], name: statementName(sql) } as pg.QueryConfig
  })
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const [, ...answers] = await volley(client, [passStatement(entry), ...statements])
    if (client.getTransactionStatus() !== 'I') {
      broken = new NotCommitted('A read began a transaction of its own.')
      throw broken
    }
    return answers.map((answer) => answer.rows)
  } catch (error) {
    if (!isAnswer(error)) broken ??= error as Error
    throw error
  } finally {
    client.release(broken)
  }
}
