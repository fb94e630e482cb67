import type { Language } from '#base/i18n/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { type Asker, PUBLIC } from '#core/policy/index.ts'
import { readCookie } from './cookie.ts'
import { asSelf, asSystem, type Identity } from './create.ts'
import { hashSecret } from './issue-session.ts'
import type { Remembered } from './memory.ts'
import { actingAs, type LiveAppointment } from './person.ts'
import { allScopes } from './scope.ts'
import { subjectTag } from './step-up.ts'
import { keyQuery, sessionQuery, spendProof } from './store.ts'

/** Shaped as base/http asks for it (`Identified`, `Authenticator`); an act may not know the doors. */
export interface Identified {
  readonly asker: Asker
  readonly session: { readonly id: string; readonly person: string } | null
  readonly language: Language | null
  readonly by: 'nothing' | 'cookie' | 'key'
  readonly scopes: readonly string[]
}

type RememberedSession = Extract<Remembered, { kind: 'session' }>

const stranger: Identified = { asker: PUBLIC, session: null, language: null, by: 'nothing', scopes: [] }

/** A token of ours in a cookie or behind `rnk_`: 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

const refused = () => new Refusal('credential_refused')

/** The door's way to know who knocks. */
export function createAuthenticator(identity: Identity) {
  // requests under the token before a step-up: they may pass, but carry no proof
  const former = new WeakSet<Identified>()

  const authenticate = async (request: Request): Promise<Identified> => {
    const authorization = request.headers.get('authorization')
    if (authorization !== null) return readKey(identity, authorization)
    const token = readCookie(request.headers.get('cookie'), identity.cookies().session)
    if (token === null || !TOKEN.test(token)) return stranger
    const found = await readSession(identity, token)
    if (!found?.session.person) return stranger
    const { session } = found
    const acting = actingAs(
      session.person as NonNullable<typeof session.person>,
      request.headers.get('x-renkei-acting-as'),
      !['GET', 'HEAD'].includes(request.method),
    )
    if (acting === 'refused') throw new Refusal('acting_as_refused')
    const identified = identifiedAs(identity, found, acting)
    if (!session.current) former.add(identified)
    return identified
  }

  const isFresh = async (
    identified: Identified,
    wanted: { act: string; subject: string },
  ): Promise<boolean> => {
    const { session, asker } = identified
    if (asker.kind === 'key') throw new Refusal('key_not_accepted')
    if (!session || former.has(identified)) return false
    return takeProof(identity, session, asker, wanted)
  }

  return { authenticate, isFresh }
}

const takeProof = (
  { db, keys }: Identity,
  session: { id: string; person: string },
  asker: Asker,
  { act: name, subject }: { act: string; subject: string },
): Promise<boolean> =>
  db
    .asViewer(asSelf(session.person, asker))
    .act((act) => spendProof(act.sql, session.id, name, subjectTag(keys, subject), act.at))

async function readSession({ db, memory }: Identity, token: string): Promise<RememberedSession | null> {
  const hash = hashSecret(token)
  const key = hash.toString('base64')
  const known = memory.get(key)
  if (known) return known.kind === 'session' ? known : null
  const mark = memory.mark()
  const [[row]] = await db.asViewer(asSystem('session')).read(sessionQuery(hash))
  if (!row?.found) return null
  const found: RememberedSession = { kind: 'session', session: row.found, tags: new Map() }
  memory.put(key, found, mark)
  return found
}

function identifiedAs(
  identity: Identity,
  found: RememberedSession,
  acting: LiveAppointment | null,
): Identified {
  const { session, tags } = found
  const person = session.person as NonNullable<typeof session.person>
  const base = {
    session: { id: session.id, person: person.id },
    language: person.language,
    by: 'cookie' as const,
    scopes: [],
  }
  if (!acting) return { ...base, asker: PUBLIC }
  const tag = tags.get(acting.id) ?? ownerTag(identity, acting.id)
  tags.set(acting.id, tag)
  return { ...base, asker: { kind: 'person', person: person.id, appointment: acting.id, tag } }
}

/** The keyed hash by which an appointment finds the items whose source it withholds (R5). */
export const ownerTag = ({ keys }: Pick<Identity, 'keys'>, appointment: string): string =>
  keys.tag('owner', appointment)

/** @throws {Refusal} credential_refused */
async function readKey({ db, memory }: Identity, authorization: string): Promise<Identified> {
  const [, key = ''] = /^Bearer (rnk_[A-Za-z0-9_-]{43})$/i.exec(authorization.slice(0, 200)) ?? []
  if (key === '') throw refused()
  const hash = hashSecret(key)
  const name = hash.toString('base64')
  let found = memory.get(name)
  if (!found) {
    const mark = memory.mark()
    const [[row]] = await db.asViewer(asSystem('key')).read(keyQuery(hash))
    if (!row?.found) throw refused()
    found = { kind: 'key', id: row.found.id, scopes: allScopes(row.found.scopes) }
    memory.put(name, found, mark)
  }
  if (found.kind !== 'key') throw refused()
  return {
    asker: { kind: 'key', key: found.id },
    session: null,
    language: null,
    by: 'key',
    scopes: found.scopes,
  }
}
