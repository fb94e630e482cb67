import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Appointment, BodyRole, NewPerson, Role, Seat, Terms, Tie } from './appointment.ts'
import type { BothLanguages } from './team.ts'

type Sql = Kysely<Tables>

/** A person under one appointment, as lists show it. */
export interface Serving {
  readonly appointment: string
  readonly person: string
  readonly name: BothLanguages
  readonly email: string
  readonly language: 'ja' | 'en'
  readonly team: string | null
  readonly group: string | null
  readonly role: Role
  readonly tie: Tie
  readonly firm: string | null
  readonly since: Date
  readonly until: Date | null
}

const serving = sql`
  a.id as appointment, p.id as person, json_build_object('ja', p.name_ja, 'en', p.name_en) as name, p.email, p.language,
  a.team_id as team, a.group_id as "group", a.role, a.tie, a.firm, a.since, a.until`

/** People of a team: live ones first by role; ended and coming ones where the viewer may see them. */
export const peopleOfTeam = (team: string) => sql<Serving>`
  select ${serving} from directory.appointments a join directory.persons p on p.id = a.person_id
  where a.team_id = ${team}
  order by a.until is not null and a.until <= (select access.at()),
           array_position(array['poc', 'deputy', 'team_admin', 'analyst', 'reviewer'], a.role), a.since, a.id`

/** A point of contact, with the team. */
export interface Contact {
  readonly team: string
  readonly name: BothLanguages
  readonly person: string
  readonly contact: BothLanguages
}

/** Points of contact who have no seat in the secretariat, the longest serving first. */
export const firstContacts = (limit: number) => sql<Contact>`
  select a.team_id as team, json_build_object('ja', t.name_ja, 'en', t.name_en) as name,
         p.id as person, json_build_object('ja', p.name_ja, 'en', p.name_en) as contact
  from directory.appointments a
    join directory.teams t on t.id = a.team_id
    join directory.persons p on p.id = a.person_id
  where a.role = 'poc' and (a.until is null or a.until > (select access.at()))
    and not exists (
      select from directory.appointments o
      where o.person_id = a.person_id and o.role in ('officer', 'duty_officer')
        and (o.until is null or o.until > (select access.at())))
  order by a.since, a.id limit ${limit}`

/** People of a group or body, as far as the viewer may see them. */
export const peopleOfGroup = (group: string) => sql<Serving>`
  select ${serving} from directory.appointments a join directory.persons p on p.id = a.person_id
  where a.group_id = ${group} and a.since <= (select access.at()) and (a.until is null or a.until > (select access.at()))
  order by array_position(array['chair', 'vice_chair', 'officer', 'duty_officer', 'auditor', 'member', 'cooperator', 'guest'], a.role),
           a.since, a.id`

/** What the body served is called, where the viewer may see it. */
const seatOf = (row: 'a' | 'o') => sql`coalesce(
  (select json_build_object('ja', t.name_ja, 'en', t.name_en) from directory.teams t where t.id = ${sql.ref(`${row}.team_id`)}),
  groups.name_of(${sql.ref(`${row}.group_id`)})) as seat`

/** An appointment with the name of the body it serves. */
export type SeatedServing = Serving & { readonly seat: BothLanguages | null }

/** Finds people by name, in a definer function; the rows come through the policies again. */
export const searchPeople = (words: string, limit: number) => sql<SeatedServing>`
  select ${serving}, ${seatOf('a')}
  from directory.find_persons(${words}, 1000) found
    join directory.persons p on p.id = found
    join directory.appointments a on a.person_id = p.id
  where a.since <= (select access.at()) and (a.until is null or a.until > (select access.at()))
  order by p.name_en, p.id, a.id limit ${limit}`

export interface PersonPage {
  readonly id: string
  readonly name: BothLanguages
  readonly email: string
  readonly language: 'ja' | 'en'
}

/** One person; no row where unknown or not to be seen. */
export const personPage = (id: string) => sql<PersonPage>`
  select id, json_build_object('ja', name_ja, 'en', name_en) as name, email, language
  from directory.persons where id = ${id} and erased_at is null`

/** The live appointments of one person that the viewer may see. */
export const appointmentsOfPerson = (person: string) => sql<SeatedServing>`
  select ${serving}, ${seatOf('a')} from directory.appointments a join directory.persons p on p.id = a.person_id
  where a.person_id = ${person} and a.since <= (select access.at()) and (a.until is null or a.until > (select access.at()))
  order by a.since, a.id`

/** The one person with this address; null for those who may not appoint, too. */
export async function personByEmail(db: Sql, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select directory.person_by_email(${email}) as id`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

export async function personExists(db: Sql, id: string): Promise<boolean> {
  const found = await db.selectFrom('directory.persons').select('id').where('id', '=', id).executeTakeFirst()
  return found !== undefined
}

export async function insertPerson(db: Sql, id: string, person: NewPerson, at: Date): Promise<void> {
  await db
    .insertInto('directory.persons')
    .values({
      id,
      name_ja: person.nameJa,
      name_en: person.nameEn,
      email: person.email,
      language: person.language,
      created_at: at,
    })
    .execute()
}

/** False where the viewer may not change this person. */
export async function updatePerson(
  db: Sql,
  id: string,
  person: {
    nameJa?: string | undefined
    nameEn?: string | undefined
    language?: 'ja' | 'en' | undefined
    email?: string
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory.persons')
    .set({
      ...(person.nameJa !== undefined && { name_ja: person.nameJa }),
      ...(person.nameEn !== undefined && { name_en: person.nameEn }),
      ...(person.language !== undefined && { language: person.language }),
      ...(person.email !== undefined && { email: person.email }),
    })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The reader's own word; a row only for that person and the mailer. */
export const recognitionWord = (person: string) => sql<{ word: string }>`
  select word from directory.recognition_words where person_id = ${person}`

export async function setRecognitionWord(db: Sql, person: string, word: string | null): Promise<void> {
  if (word === null) {
    await db.deleteFrom('directory.recognition_words').where('person_id', '=', person).execute()
    return
  }
  await db
    .insertInto('directory.recognition_words')
    .values({ person_id: person, word })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ word }))
    .execute()
}

const loaded = sql<Appointment>`
  a.id, a.person_id as person, a.team_id as team, a.group_id as "group", a.role, a.tie, a.firm, a.since, a.until`

/** Loads an appointment that the viewer may see; undefined else. */
export async function loadAppointment(db: Sql, id: string): Promise<Appointment | undefined> {
  const { rows } =
    await sql<Appointment>`select ${loaded} from directory.appointments a where a.id = ${id}`.execute(db)
  return rows[0]
}

/** Appointments of a person in one seat that are not over. */
export async function appointmentsInSeat(
  db: Sql,
  person: string,
  seat: Seat,
  at: Date,
): Promise<Appointment[]> {
  const { rows } = await sql<Appointment>`
    select ${loaded} from directory.appointments a
    where a.person_id = ${person} and (a.team_id = ${seat.team ?? null} or a.group_id = ${seat.group ?? null})
      and (a.until is null or a.until > ${at})`.execute(db)
  return rows
}

/** Do others serve there, without an end in sight: in a team, or in a group under a role? */
export async function others(
  db: Sql,
  where: { team: string } | { group: string; role: BodyRole; except: string },
): Promise<boolean> {
  const inTeam = 'team' in where
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from directory.appointments
      where until is null
        and case when ${inTeam} then team_id = ${inTeam ? where.team : null}
                 else group_id = ${inTeam ? null : where.group} and role = ${inTeam ? null : where.role}
                      and person_id <> ${inTeam ? null : where.except} end) as found`.execute(db)
  return rows[0]?.found ?? false
}

export async function insertAppointment(
  db: Sql,
  row: { id: string; person: string; seat: Seat; terms: Terms; since: Date },
): Promise<void> {
  await db
    .insertInto('directory.appointments')
    .values({
      id: row.id,
      person_id: row.person,
      team_id: row.seat.team ?? null,
      group_id: row.seat.group ?? null,
      role: row.terms.role,
      tie: row.terms.tie,
      firm: row.terms.firm,
      since: row.since,
    })
    .execute()
}

export async function setUntil(db: Sql, appointment: string, until: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('directory.appointments')
    .set({ until })
    .where('id', '=', appointment)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('the policies do not let this viewer end the appointment')
}

/** An appointment that an existing person has still to accept. */
export interface Offer {
  readonly id: string
  readonly person: string
  readonly team: string | null
  readonly group: string | null
  readonly seat: BothLanguages | null
  readonly role: Role
  readonly tie: Tie
  readonly firm: string | null
  readonly since: Date
  readonly offeredAt: Date
  readonly outcome: 'accepted' | 'declined' | 'withdrawn' | null
}

const offer = sql`
  o.id, o.person_id as person, o.team_id as team, o.group_id as "group", o.role, o.tie, o.firm, o.since,
  o.offered_at as "offeredAt", o.outcome,
  ${seatOf('o')}`

/** What waits for a person's answer. */
export const offersTo = (person: string) => sql<Offer>`
  select ${offer} from directory.offers o
  where o.person_id = ${person} and o.outcome is null order by o.offered_at`

/** What a team has offered and is not answered yet. */
export const offersOf = (team: string) => sql<Offer>`
  select ${offer} from directory.offers o
  where o.team_id = ${team} and o.outcome is null order by o.offered_at`

export async function loadOffer(db: Sql, id: string): Promise<Offer | undefined> {
  const { rows } = await sql<Offer>`
    select ${offer} from directory.offers o where o.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertOffer(
  db: Sql,
  row: { id: string; person: string; seat: Seat; terms: Terms; since: Date; by: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('directory.offers')
    .values({
      id: row.id,
      person_id: row.person,
      team_id: row.seat.team ?? null,
      group_id: row.seat.group ?? null,
      role: row.terms.role,
      tie: row.terms.tie,
      firm: row.terms.firm,
      since: row.since,
      offered_by: row.by,
      offered_at: at,
    })
    .execute()
}

/** False where it was answered already. */
export async function closeOffer(
  db: Sql,
  id: string,
  outcome: 'accepted' | 'declined' | 'withdrawn',
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory.offers')
    .set({ outcome, answered_at: at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
