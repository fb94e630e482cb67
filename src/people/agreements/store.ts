import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Acceptance, AgreementKind, Version } from './agreement.ts'

type Sql = Kysely<Tables>

/** An agreement with the times of its versions and what the asked parties accepted of it. */
export interface AgreementRow {
  readonly id: string
  readonly kind: AgreementKind
  readonly title: { readonly ja: string; readonly en: string }
  readonly createdAt: Date
  readonly versions: readonly { version: number; inForceFrom: string }[]
}

const row = sql`
  a.id, a.kind, json_build_object('ja', a.title_ja, 'en', a.title_en) as title, a.created_at as "createdAt",
  (select json_agg(json_build_object('version', v.version, 'inForceFrom', v.in_force_from) order by v.version)
     from agreements.versions v where v.agreement_id = a.id) as versions`

export const agreements = () =>
  sql<AgreementRow>`select ${row} from agreements.agreements a order by a.created_at, a.id`

export const agreementRow = (id: string) =>
  sql<AgreementRow>`select ${row} from agreements.agreements a where a.id = ${id}`

/** The texts of all versions, newest first. */
export const versionTexts = (agreement: string) => sql<{
  version: number
  text: { ja: string; en: string }
  inForceFrom: Date
}>`
  select version, json_build_object('ja', text_ja, 'en', text_en) as text, in_force_from as "inForceFrom"
  from agreements.versions where agreement_id = ${agreement} order by version desc`

export interface AcceptanceRow extends Acceptance {
  readonly signedBy: string
}

const acceptance = sql`
  id, agreement_id as agreement, version, team_id as team, appointment_id as appointment, signed_by as "signedBy", since,
  unbroken_since as "unbrokenSince", until`

/** What the viewer's own side accepted: the team, or the appointment in a body. */
export const ownAcceptances = () => sql<AcceptanceRow>`
  select ${acceptance} from agreements.acceptances
  where team_id = access.team() or appointment_id = access.appointment() order by since`

/** All acceptances of an agreement that the viewer may see. */
export const acceptancesOf = (agreement: string) => sql<AcceptanceRow>`
  select ${acceptance} from agreements.acceptances where agreement_id = ${agreement} order by since desc, id limit 5000`

/** Times of the versions, as rows that acts compute with. */
export async function loadVersions(db: Sql, agreement: string): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select version, in_force_from as "inForceFrom" from agreements.versions where agreement_id = ${agreement} order by version`.execute(
    db,
  )
  return rows
}

/** Acceptances of one party. */
export async function acceptancesBy(
  db: Sql,
  agreement: string,
  party: { team: string | null; appointment: string | null },
): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select ${acceptance} from agreements.acceptances
    where agreement_id = ${agreement} and (team_id = ${party.team} or appointment_id = ${party.appointment})`.execute(
    db,
  )
  return rows
}

export async function loadAcceptance(db: Sql, id: string): Promise<AcceptanceRow | undefined> {
  return (
    await sql<AcceptanceRow>`select ${acceptance} from agreements.acceptances where id = ${id}`.execute(db)
  ).rows[0]
}

export async function insertAgreement(
  db: Sql,
  agreement: { id: string; kind: AgreementKind; titleJa: string; titleEn: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('agreements.agreements')
    .values({
      id: agreement.id,
      kind: agreement.kind,
      title_ja: agreement.titleJa,
      title_en: agreement.titleEn,
      created_at: at,
    })
    .execute()
}

export async function insertVersion(
  db: Sql,
  agreement: string,
  version: { version: number; textJa: string; textEn: string; inForceFrom: Date },
): Promise<void> {
  await db
    .insertInto('agreements.versions')
    .values({
      agreement_id: agreement,
      version: version.version,
      text_ja: version.textJa,
      text_en: version.textEn,
      in_force_from: version.inForceFrom,
    })
    .execute()
}

export async function insertAcceptance(db: Sql, accepted: Acceptance & { signedBy: string }): Promise<void> {
  await db
    .insertInto('agreements.acceptances')
    .values({
      id: accepted.id,
      agreement_id: accepted.agreement,
      version: accepted.version,
      team_id: accepted.team,
      appointment_id: accepted.appointment,
      signed_by: accepted.signedBy,
      since: accepted.since,
      unbroken_since: accepted.unbrokenSince,
      until: accepted.until,
    })
    .execute()
}

/** Ends every acceptance of the party that still runs, of a coming version too: a chain that is cut stays cut. */
export async function endAcceptancesBy(
  db: Sql,
  agreement: string,
  party: { team: string | null; appointment: string | null },
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('agreements.acceptances')
    .set({ until: at })
    .where('agreement_id', '=', agreement)
    .where((is) =>
      party.team === null ? is('appointment_id', '=', party.appointment) : is('team_id', '=', party.team),
    )
    .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Whether any agreement was accepted by anybody that the viewer may see; null where none was made. */
export async function whetherAgreed(db: Sql): Promise<boolean | null> {
  const { rows } = await sql<{ agreed: boolean | null }>`
    select case when exists (select from agreements.agreements)
      then exists (select from agreements.acceptances) end as agreed`.execute(db)
  return rows[0]?.agreed ?? null
}
