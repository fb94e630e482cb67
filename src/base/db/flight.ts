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

const TRANSACTION_ABORTED = '25P02'

/** An error of the statement, said by the server; anything else (57P0x: it ends the session) breaks the line. */
const isAnswer = (error: unknown) => error instanceof pg.DatabaseError && !error.code?.startsWith('57P0')

/**
 * begin · enter · queries · commit, all written before the first answer is read. Nothing of a flight is handed out
 * unless its COMMIT came back as COMMIT.
 */
export async function fly(
  pool: pg.Pool,
  entry: Entry,
  given: Queries | [(db: Builder) => Queries],
): Promise<unknown[][]> {
  const queries = typeof given[0] === 'function' ? given[0](builder) : (given as Queries)
  const statements = queries.map((query) => {
    const { sql, parameters } = query.compile(builder)
    return { text: sql, values: [...parameters], name: statementName(sql) }
  })
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const answers = await Promise.allSettled([
      client.query('begin'),
      client.query(passStatement(entry)),
      ...statements.map((statement) => client.query(statement as pg.QueryConfig)),
      client.query('commit'),
    ])
    const failed = answers
      .filter((answer) => answer.status === 'rejected')
      .map(({ reason }) => reason as Error)
    const first =
      failed.find((error) => (error as pg.DatabaseError).code !== TRANSACTION_ABORTED) ?? failed[0]
    if (first) {
      broken = failed.find((error) => !isAnswer(error))
      throw first
    }
    const results = answers.map((answer) => (answer as PromiseFulfilledResult<pg.QueryResult>).value)
    if (results.at(-1)?.command !== 'COMMIT') throw new NotCommitted('A read was rolled back.')
    return results.slice(2, -1).map((result) => result.rows)
  } finally {
    client.release(broken)
  }
}
