import pg from 'pg'

/** Login of the database's owner, as `openServer` gives it. */
export type OwnerLogin = pg.ClientConfig

/** One connection of the owner, past the policies: for what proves or rewrites the whole, from the command line. */
export interface OwnerConnection {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/** Does something on one connection of the owner and closes it. */
export async function asOwner<T>(login: OwnerLogin, fn: (owner: OwnerConnection) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...login, application_name: 'renkei owner' })
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}
