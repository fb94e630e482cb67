import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Pace } from './limits.ts'
import type { Self } from './person.ts'

type Sql = Kysely<Tables>
type Row<T extends keyof Tables> = Selectable<Tables[T]>
type New<T extends keyof Tables> = Insertable<Tables[T]>

/** One row of a function that returns one. */
const one = async <T>(query: Promise<{ rows: T[] }>): Promise<T> => {
  const [row] = (await query).rows
  if (row === undefined) throw new Error('a function returned no row')
  return row
}

// ── persons and the house ────────────────────────────────────────────────────────────────────────────

/** Names of the house and whether it is a demo; null before founding. */
export interface House {
  readonly demo: boolean
  readonly nameJa: string
  readonly nameEn: string
  readonly shortJa: string
  readonly shortEn: string
}

export const houseQuery = () => sql<{ house: House | null }>`select identity.house() as house`

export const readHouse = async (db: Sql): Promise<House | null> => (await one(houseQuery().execute(db))).house

/** A person, to himself and to the system; null for who is gone or is somebody else. */
export const describe = async (db: Sql, person: string): Promise<Self | null> =>
  (await one(sql<{ self: Self | null }>`select identity.describe(${person}) as self`.execute(db))).self

/** Persons with a mail address, the oldest first. */
export const personsAt = async (db: Sql, email: string): Promise<string[]> =>
  (await sql<{ person: string }>`select identity.persons_at(${email}) as person`.execute(db)).rows.map(
    (row) => row.person,
  )

/** Names of the body that waits for a person; null for none. */
export const waitsIn = async (db: Sql, person: string): Promise<{ ja: string; en: string } | null> =>
  (
    await one(
      sql<{ body: { ja: string; en: string } | null }>`select identity.waits_in(${person}) as body`.execute(
        db,
      ),
    )
  ).body

/** Null where the asker may not know. */
export const isEnrolled = async (db: Sql, person: string): Promise<boolean | null> =>
  (
    await one(
      sql<{ enrolled: boolean | null }>`select identity.is_enrolled(${person}) as enrolled`.execute(db),
    )
  ).enrolled

/** An invitation that was shown instead of being mailed alone; a null name: at founding, or in the server's shell. */
export interface ShownLink {
  readonly at: Date
  readonly by: { readonly ja: string; readonly en: string } | null
}

/** The shown invitations of a person, the oldest first; for the system alone. */
export const shownLinks = async (db: Sql, person: string): Promise<ShownLink[]> =>
  (
    await one(
      sql<{
        shown: (Omit<ShownLink, 'at'> & { at: string })[]
      }>`select identity.shown_links(${person}) as shown`.execute(db),
    )
  ).shown.map(({ at, by }) => ({ at: new Date(at), by }))

export const mayInvite = async (db: Sql, person: string): Promise<boolean> =>
  (await one(sql<{ may: boolean }>`select identity.may_invite(${person}) as may`.execute(db))).may

export interface Watcher {
  readonly person_id: string
  readonly email: string
  readonly language: 'ja' | 'en'
  readonly word: string | null
}

/** Secretariat and auditors. */
export const watchers = async (db: Sql): Promise<Watcher[]> =>
  (await sql<Watcher>`select person_id, email, language, word from identity.watchers()`.execute(db)).rows

export const speak = async (db: Sql, language: string): Promise<boolean> =>
  (await one(sql<{ done: boolean }>`select identity.speak(${language}) as done`.execute(db))).done

/** A team by its handle; for the system alone. */
export const teamAt = async (db: Sql, handle: string): Promise<string | null> =>
  (await one(sql<{ team: string | null }>`select identity.team_at(${handle}) as team`.execute(db))).team

export type Cast = readonly Omit<Self, 'email' | 'language' | 'word'>[]

export const castQuery = () => sql<{ cast: Cast | null }>`select identity.demo_cast() as cast`

export const readCast = async (db: Sql): Promise<Cast | null> => (await one(castQuery().execute(db))).cast

/** Acts that change what a person signs in with come one after the other. */
export const lockPerson = async (db: Sql, person: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 7236523842021))`.execute(db)
}

export interface Limits {
  readonly absolute_seconds: number
  readonly fresh_seconds: number
}

export const readLimits = (db: Sql): Promise<Limits> =>
  one(
    sql<Limits>`select extract(epoch from absolute)::int as absolute_seconds, extract(epoch from fresh)::int as fresh_seconds
                from identity.session_limits()`.execute(db),
  )

// ── attempts ─────────────────────────────────────────────────────────────────────────────────────────

export const takeAttempt = (
  db: Sql,
  name: string,
  pace: Pace,
  at: Date,
): Promise<{ wait_seconds: number; count: number }> =>
  one(
    sql<{ wait_seconds: number; count: number }>`
      select wait_seconds, count from identity.take_attempt(${name}, ${pace.free}, make_interval(secs => ${pace.first}),
        make_interval(secs => ${pace.longest}), make_interval(secs => ${pace.remembered}), ${at})`.execute(
      db,
    ),
  )

/** Takes one try back: what succeeded was no guess. */
export const takeBackAttempt = (db: Sql, name: string, at: Date) =>
  db
    .updateTable('identity.attempts')
    .set(({ eb }) => ({ count: eb('count', '-', 1), next_at: at }))
    .where('name', '=', name)
    .where('count', '>', 0)
    .execute()

export const forgetAttempts = (db: Sql, names: readonly string[]) =>
  db.deleteFrom('identity.attempts').where('name', 'in', names).execute()

// ── factors ──────────────────────────────────────────────────────────────────────────────────────────

export const passwordOf = (db: Sql, person: string): Promise<Row<'identity.passwords'> | undefined> =>
  db.selectFrom('identity.passwords').selectAll().where('person_id', '=', person).executeTakeFirst()

export const savePassword = (db: Sql, row: New<'identity.passwords'>) =>
  db
    .insertInto('identity.passwords')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ hash: row.hash, changed_at: row.changed_at }),
    )
    .execute()

export const totpsOf = (db: Sql, person: string): Promise<Row<'identity.totps'>[]> =>
  db
    .selectFrom('identity.totps')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('made_at')
    .orderBy('id')
    .execute()

export const insertTotp = (db: Sql, row: New<'identity.totps'>) =>
  db.insertInto('identity.totps').values(row).execute()

export const confirmTotp = (db: Sql, id: string, step: number, at: Date) =>
  db
    .updateTable('identity.totps')
    .set({ confirmed_at: at, last_step: step, used_at: at })
    .where('id', '=', id)
    .execute()

/** Takes a time step once: false where it, or a later one, was taken before. */
export const spendStep = async (db: Sql, id: string, step: number, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('identity.totps')
    .set({ last_step: step, used_at: at })
    .where('id', '=', id)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Generators that were begun and never confirmed. */
export const dropPendingTotps = (db: Sql, person: string) =>
  db.deleteFrom('identity.totps').where('person_id', '=', person).where('confirmed_at', 'is', null).execute()

export const replaceRecoveryCodes = async (
  db: Sql,
  person: string,
  tags: readonly string[],
  at: Date,
): Promise<void> => {
  await db.deleteFrom('identity.recovery_codes').where('person_id', '=', person).execute()
  await db
    .insertInto('identity.recovery_codes')
    .values(tags.map((tag) => ({ person_id: person, tag, made_at: at })))
    .execute()
}

/** Takes a code once. */
export const spendRecoveryCode = async (db: Sql, person: string, tag: string, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('identity.recovery_codes')
    .set({ used_at: at })
    .where('person_id', '=', person)
    .where('tag', '=', tag)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const countRecoveryCodes = async (db: Sql, person: string): Promise<number> => {
  const { left } = await db
    .selectFrom('identity.recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('person_id', '=', person)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}

export const passkeysOf = (db: Sql, person: string): Promise<Row<'identity.passkeys'>[]> =>
  db
    .selectFrom('identity.passkeys')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('made_at')
    .orderBy('id')
    .execute()

export const passkeyBy = (db: Sql, credential: string): Promise<Row<'identity.passkeys'> | undefined> =>
  db.selectFrom('identity.passkeys').selectAll().where('credential_id', '=', credential).executeTakeFirst()

/** False where the credential is known already, to this person or to another. */
export const insertPasskey = async (db: Sql, row: New<'identity.passkeys'>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identity.passkeys')
    .values(row)
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const notePasskeyUse = (db: Sql, id: string, counter: number, at: Date) =>
  db.updateTable('identity.passkeys').set({ counter, used_at: at }).where('id', '=', id).execute()

export const dropFactor = async (
  db: Sql,
  table: 'identity.passkeys' | 'identity.totps',
  person: string,
  id: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom(table)
    .where('person_id', '=', person)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Everything a person could sign in with. */
export const dropFactors = async (db: Sql, person: string): Promise<void> => {
  for (const table of [
    'identity.passkeys',
    'identity.totps',
    'identity.passwords',
    'identity.recovery_codes',
  ] as const)
    await db.deleteFrom(table).where('person_id', '=', person).execute()
}

/** Answers a challenge once: false where it was answered before. */
export const spendChallenge = async (db: Sql, hash: Buffer, until: Date): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identity.spent_challenges')
    .values({ hash, until })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

// ── sessions ─────────────────────────────────────────────────────────────────────────────────────────

/** What `identity.read_session` tells of a live session. */
export interface SessionFound {
  readonly id: string
  readonly factor: string
  /** False for the token before the last step-up. */
  readonly current: boolean
  readonly endsAt: string
  readonly person: Self | null
}

export const sessionQuery = (hash: Buffer) =>
  sql<{ found: SessionFound | null }>`select identity.read_session(${hash}) as found`

export const insertSession = (db: Sql, row: New<'identity.sessions'>) =>
  db.insertInto('identity.sessions').values(row).execute()

export const sessionsOf = (db: Sql, person: string, at: Date): Promise<Row<'identity.sessions'>[]> =>
  db
    .selectFrom('identity.sessions')
    .selectAll()
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .where(sql<boolean>`seen_at + (select idle from identity.session_limits()) > ${at}`)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()

/** A session that still lives, locked; for acts on itself. */
export const lockSession = (db: Sql, id: string, at: Date): Promise<Row<'identity.sessions'> | undefined> =>
  db
    .selectFrom('identity.sessions')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .forUpdate()
    .executeTakeFirst()

/** Gives a session another token; the former one goes on for `formerUntil`. */
export const renewToken = (db: Sql, id: string, hash: Buffer, formerUntil: Date, at: Date) =>
  db
    .updateTable('identity.sessions')
    .set((row) => ({
      former_hash: row.ref('token_hash'),
      former_until: formerUntil,
      token_hash: hash,
      seen_at: at,
    }))
    .where('id', '=', id)
    .execute()

/** Ends live sessions of a person, all or one, and tells which. */
export const endSessions = async (
  db: Sql,
  person: string,
  which: { only?: string; except?: string },
  because: NonNullable<Row<'identity.sessions'>['ended_because']>,
  at: Date,
): Promise<string[]> => {
  let query = db
    .updateTable('identity.sessions')
    .set({ ended_at: at, ended_because: because })
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '<>', which.except)
  return (await query.returning('id').execute()).map(({ id }) => id)
}

export const insertProof = (db: Sql, row: New<'identity.proofs'>) =>
  db.insertInto('identity.proofs').values(row).execute()

/** Uses up a proof for this act on this thing; false where there is none. */
export const spendProof = async (
  db: Sql,
  session: string,
  act: string,
  subject: string,
  at: Date,
): Promise<boolean> => {
  const found = await db
    .selectFrom('identity.proofs')
    .select('id')
    .where('session_id', '=', session)
    .where('act', '=', act)
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
    .where('until', '>', at)
    .orderBy('until')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!found) return false
  await db.updateTable('identity.proofs').set({ used_at: at }).where('id', '=', found.id).execute()
  return true
}

// ── one-time links ───────────────────────────────────────────────────────────────────────────────────

export type TokenRow = Row<'identity.tokens'>

export const insertToken = (db: Sql, row: New<'identity.tokens'>) =>
  db.insertInto('identity.tokens').values(row).execute()

/** A link that still opens, locked until commit. */
export const lockToken = (db: Sql, hash: Buffer, at: Date): Promise<TokenRow | undefined> =>
  db
    .selectFrom('identity.tokens')
    .selectAll()
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('until', '>', at)
    .forUpdate()
    .executeTakeFirst()

/** Marks a link, and every other of the same person or purpose, as used. */
export const spendTokens = async (
  db: Sql,
  like: { person: string } | { purpose: 'set-up' },
  at: Date,
): Promise<void> => {
  const query = db
    .updateTable('identity.tokens')
    .set({ used_at: at, secret: null })
    .where('used_at', 'is', null)
  await ('person' in like
    ? query.where('person_id', '=', like.person)
    : query.where('purpose', '=', like.purpose)
  ).execute()
}

export const saveTokenSecret = (db: Sql, id: string, secret: string) =>
  db.updateTable('identity.tokens').set({ secret }).where('id', '=', id).execute()

// ── keys of teams ────────────────────────────────────────────────────────────────────────────────────

export type ApiKeyRow = Row<'identity.api_keys'>

export const keyQuery = (hash: Buffer) =>
  sql<{ found: { id: string; scopes: string[] } | null }>`select identity.read_key(${hash}) as found`

export const insertKey = (db: Sql, row: New<'identity.api_keys'>) =>
  db.insertInto('identity.api_keys').values(row).execute()

export const keysOf = (db: Sql, team: string): Promise<Omit<ApiKeyRow, 'token_hash'>[]> =>
  db
    .selectFrom('identity.api_keys')
    .select([
      'id',
      'team_id',
      'roles',
      'scopes',
      'name',
      'ending',
      'created_at',
      'created_by',
      'expires_at',
      'revoked_at',
      'revoked_by',
    ])
    .where('team_id', '=', team)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

export const revokeKeyRow = async (
  db: Sql,
  team: string,
  id: string,
  by: string | null,
  at: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('identity.api_keys')
    .set({ revoked_at: at, revoked_by: by })
    .where('team_id', '=', team)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

// ── what has had its time ────────────────────────────────────────────────────────────────────────────

/** Removes what can no longer open, prove or slow down anything. */
export const dropExpired = async (db: Sql, at: Date, kept: { sessionsSince: Date }): Promise<void> => {
  await db.deleteFrom('identity.attempts').where('forget_at', '<', at).execute()
  await db.deleteFrom('identity.spent_challenges').where('until', '<', at).execute()
  await db.deleteFrom('identity.proofs').where('until', '<', at).execute()
  await db.deleteFrom('identity.sessions').where('ends_at', '<', kept.sessionsSince).execute()
  await db.deleteFrom('identity.tokens').where('until', '<', kept.sessionsSince).execute()
}
