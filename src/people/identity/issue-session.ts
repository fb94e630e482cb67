import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { agentWords } from './agent.ts'
import type { SessionFactor } from './factor.ts'
import { insertSession, readLimits } from './store.ts'

/** 256 bits in base64url: of a session, a link, a key. Stored only as its hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A secret as it is stored: SHA-256, which suffices for what is drawn at random. */
export const hashSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')

/** A session that has just begun. `token` goes into the cookie and nowhere else. */
export interface Issued {
  readonly session: string
  readonly token: string
  readonly person: string
}

/** Begins a session, always with an id and a token of its own. */
export async function issueSession(
  act: Act,
  person: string,
  factor: SessionFactor,
  agent: string | null,
): Promise<Issued> {
  const session = randomUUID()
  const token = newSecret()
  const { absolute_seconds } = await readLimits(act.sql)
  await insertSession(act.sql, {
    id: session,
    person_id: person,
    token_hash: hashSecret(token),
    factor,
    agent: agentWords(agent),
    begun_at: act.at,
    seen_at: act.at,
    ends_at: new Date(act.at.getTime() + absolute_seconds * 1_000),
  })
  act.record({ act: 'session.begin', subject: { kind: 'person', id: person }, detail: { session, factor } })
  return { session, token, person }
}
