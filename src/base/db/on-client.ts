import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { statementName } from './entry.ts'
import type { Tables } from './tables.ts'

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/**
 * A builder bound to one client inside a transaction that somebody else begins and ends. After `close` it refuses:
 * a query that was not awaited must not reach the next user of the client.
 */
export function transactionBuilder(client: pg.PoolClient) {
  let open = true
  const mustBeOpen = () => {
    if (!open) throw new Error('This act is over; a query of it was not awaited.')
  }
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      mustBeOpen()
      const config = { text: sql, values: [...parameters], name: statementName(sql) }
      const { command, rowCount, rows } = await client.query(config as pg.QueryConfig)
      return CHANGES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
    },
    // biome-ignore lint/correctness/useYield: there is nothing to stream on a pipelined connection
    async *streamQuery() {
      throw new Error('An act does not stream.')
    },
  }
  const oneTransaction = async () => {
    throw new Error('An act is one transaction already.')
  }
  const sql = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: oneTransaction,
        commitTransaction: oneTransaction,
        rollbackTransaction: oneTransaction,
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  })
  return {
    sql,
    mustBeOpen,
    close() {
      open = false
    },
  }
}
