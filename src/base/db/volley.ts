import pg from 'pg'

/** What pg keeps of a connection about statements that stay prepared on it; not in its types. */
type Wire = pg.Connection & {
  readonly parsedStatements: Record<string, string>
  readonly submittedNamedStatements: Record<string, string>
  close(statement: { type: 'S'; name: string }): void
}
type Answer = pg.QueryResult<Record<string, unknown>>

/** As pg serialises one statement, with its own bookkeeping of names; its `sync` goes nowhere. */
function write(statement: pg.QueryConfig, wire: Wire, unsynced: Wire): string[] {
  const { name } = statement
  const isNew = name !== undefined && wire.parsedStatements[name] === undefined
  // A volley that failed may have left it prepared, or not. Closing what is not there is no error.
  if (isNew) wire.close({ type: 'S', name })
  const query = new pg.Query({ ...statement, queryMode: 'extended' } as pg.QueryConfig)
  const fault = query.submit(unsynced) as unknown
  if (fault) throw fault
  return isNew ? [name] : []
}

class Volley extends pg.Query {
  #wire: Wire | undefined
  #isNew: string[] = []

  constructor(statements: readonly pg.QueryConfig[]) {
    super({ text: '' })
    this.submit = (connection) => {
      const wire = connection as Wire
      this.#wire = wire
      const unsynced: Wire = Object.create(wire, { sync: { value: () => {} } })
      wire.stream.cork()
      try {
        this.#isNew = statements.flatMap((statement) => write(statement, wire, unsynced))
      } catch (error) {
        // A value that cannot be written: nothing of the volley leaves, and the line with it.
        wire.stream.destroy()
        throw error
      }
      wire.sync()
      wire.stream.uncork()
      // What pg asks of a query that it submits: an error, or null.
      return null
    }
  }

  /** Names are known as prepared when all went well; after an error they are prepared anew. */
  settle(isWell: boolean): void {
    for (const name of this.#isNew) {
      const text = this.#wire?.submittedNamedStatements[name]
      delete this.#wire?.submittedNamedStatements[name]
      if (isWell && text !== undefined && this.#wire) this.#wire.parsedStatements[name] = text
    }
  }
}

/**
 * Statements that travel together: written at once, answered at once, with one Sync at the end (PostgreSQL, 54.2.4
 * "Pipelining"). Without a `begin` among them they are one transaction, which Sync commits: an error, also one of the
 * commit, undoes all of it. Costs one turn of the line instead of one for each statement.
 *
 * @throws the first error; nothing after it was carried out
 */
export function volley(client: pg.ClientBase, statements: readonly pg.QueryConfig[]): Promise<Answer[]> {
  const shot = new Volley(statements)
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, answer: Answer | Answer[]) => {
      shot.settle(!error)
      if (error) reject(error)
      else resolve(Array.isArray(answer) ? answer : [answer])
    }
    void client.query(shot as never, done as never)
  })
}
