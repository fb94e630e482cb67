import { Refusal } from '#core/errors/index.ts'
import { type Asker, PUBLIC } from '#core/policy/index.ts'
import { readCookie } from './cookie.ts'
import { asSelf, asSystem, type Identity } from './create.ts'
import { hashSecret } from './issue-session.ts'
import type { Identified, Remembered } from './memory.ts'
import { actingAs, type LiveAppointment, type Self } from './person.ts'
import { allScopes } from './scope.ts'
import { subjectTag } from './step-up.ts'
import { keyQuery, sessionQuery, spendProof } from './store.ts'

type RememberedSession = Extract<Remembered, { kind: 'session' }>

const stranger: Identified = { asker: PUBLIC, session: null, language: null, by: 'nothing', scopes: [] }

/** A token of ours in a cookie or behind `rnk_`: 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

const reads = new Set(['GET', 'HEAD'])

const refused = () => new Refusal('credential_refused')

/** The door's way to know who knocks. */
export function createAuthenticator(identity: Identity) {
  // requests under the token before a step-up: they may pass, but carry no proof
  const former = new WeakSet<Identified>()

  const sitting = (request: Request, found: RememberedSession | null): Identified => {
    const person = found?.session.person
    if (!found || !person) return stranger
    const acting = actingAs(person, request.headers.get('x-renkei-acting-as'), !reads.has(request.method))
    if (acting === 'refused') throw new Refusal('acting_as_refused')
    const known = found.identified.get(acting?.id ?? '')
    if (known) return known
    const identified = identifiedAs(identity, found.session.id, person, acting)
    if (!found.session.current) former.add(identified)
    found.identified.set(acting?.id ?? '', identified)
    return identified
  }

  const authenticate = (request: Request): Identified | Promise<Identified> => {
    const authorization = request.headers.get('authorization')
    if (authorization !== null) return readKey(identity, authorization)
    const token = readCookie(request.headers.get('cookie'), identity.cookies().session)
    if (token === null || !TOKEN.test(token)) return stranger
    const name = hashOf(token)
    const known = identity.memory.get(name)
    if (known) return sitting(request, known.kind === 'session' ? known : null)
    return readSession(identity, name).then((found) => sitting(request, found))
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

/** A secret as memory knows it: its hash, as text. */
const hashOf = (secret: string): string => hashSecret(secret).toString('base64')

async function readSession({ db, memory }: Identity, name: string): Promise<RememberedSession | null> {
  const mark = memory.mark()
  const query = sessionQuery(Buffer.from(name, 'base64'))
  const [[row]] = await db.asViewer(asSystem('session')).read(query)
  if (!row?.found) return null
  const found: RememberedSession = { kind: 'session', session: row.found, identified: new Map() }
  memory.put(name, found, mark)
  return found
}

const identifiedAs = (
  identity: Identity,
  session: string,
  person: Self,
  acting: LiveAppointment | null,
): Identified => ({
  asker: acting
    ? { kind: 'person', person: person.id, appointment: acting.id, tag: ownerTag(identity, acting.id) }
    : PUBLIC,
  session: { id: session, person: person.id },
  language: person.language,
  by: 'cookie',
  scopes: [],
})

/** The keyed hash by which an appointment finds the items whose source it withholds (R5). */
export const ownerTag = ({ keys }: Pick<Identity, 'keys'>, appointment: string): string =>
  keys.tag('owner', appointment)

/** @throws {Refusal} credential_refused */
async function readKey({ db, memory }: Identity, authorization: string): Promise<Identified> {
  const [, key = ''] = /^Bearer (rnk_[A-Za-z0-9_-]{43})$/i.exec(authorization.slice(0, 200)) ?? []
  if (key === '') throw refused()
  const name = hashOf(key)
  const known = memory.get(name)
  if (known?.kind === 'session') throw refused()
  if (known) return known.identified
  const mark = memory.mark()
  const [[row]] = await db.asViewer(asSystem('key')).read(keyQuery(Buffer.from(name, 'base64')))
  if (!row?.found) throw refused()
  const { id, scopes } = row.found
  const identified: Identified = {
    asker: { kind: 'key', key: id },
    session: null,
    language: null,
    by: 'key',
    scopes: allScopes(scopes),
  }
  memory.put(name, { kind: 'key', id, identified }, mark)
  return identified
}
