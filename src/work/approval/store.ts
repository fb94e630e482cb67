import { type Insertable, type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Tlp } from '#core/envelope/index.ts'
import type { AuthorityMatrix, Contained } from '#core/policy/index.ts'
import type { Changes, Verdict } from './verdict.ts'

type Sql = Kysely<Tables>

/** The viewer's own team's matrix. */
export const ownMatrix = (db: Sql) =>
  db
    .selectFrom('approval.matrices')
    .select(['body', 'revision'])
    .where('team_id', '=', sql<string>`access.team()`)

export const insertMatrix = (db: Sql, team: string, matrix: AuthorityMatrix, at: Date) =>
  db
    .insertInto('approval.matrices')
    .values({ team_id: team, body: JSON.stringify(matrix), changed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()

export const updateMatrix = (db: Sql, team: string, revision: number, matrix: AuthorityMatrix, at: Date) =>
  db
    .updateTable('approval.matrices')
    .set({ body: JSON.stringify(matrix), revision: revision + 1, changed_at: at })
    .where('team_id', '=', team)
    .where('revision', '=', revision)
    .executeTakeFirst()

/** Notes what the author says is in the text, beside the reviews that this act has asked for. */
export const declare = (
  db: Sql,
  item: string,
  versions: ReadonlyArray<{ id: string; version: number }>,
  contains: readonly Contained[],
) =>
  sql`select approval.declare(${item}, ${JSON.stringify(versions)}::jsonb, ${[...contains]}::text[])`.execute(
    db,
  )

/** The viewer's verdict on what he was asked to review of an item. @returns the item; none where nothing was asked */
export const giveVerdict = async (
  db: Sql,
  number: string,
  verdict: Verdict,
  words: string,
  changes: Readonly<Record<string, Changes>>,
): Promise<string | undefined> =>
  (
    await sql<{
      item_id: string
    }>`select * from approval.give(${number}, ${verdict}, ${words}, ${JSON.stringify(changes)}::jsonb)`.execute(
      db,
    )
  ).rows[0]?.item_id

/** What reviewers said of an item's versions, oldest first; for its originator. */
export const verdictsOn = async (db: Sql, item: string) =>
  (
    await sql<{
      id: string
      part_id: string
      version: number
      verdict: Verdict
      words: string
      changes: Changes | null
      name_ja: string
      name_en: string
      role: string
      given_at: Date
      answer: string | null
      answered_at: Date | null
      taken_as: number | null
      counts: boolean
    }>`select * from approval.verdicts_on(${item})`.execute(db)
  ).rows

/** What was said to be in each version when its review was asked for, the latest last; for the originator. */
export const declaredOn = async (db: Sql, item: string) =>
  (
    await sql<{ part_id: string; version: number; contains: Contained[] }>`
      select * from approval.declared_on(${item})`.execute(db)
  ).rows

/** @returns the item, where it was the originator's to answer */
export const answerQuestion = async (db: Sql, question: string, words: string): Promise<string | null> =>
  (await sql<{ item: string | null }>`select approval.answer(${question}, ${words}) as item`.execute(db))
    .rows[0]?.item ?? null

/** @returns whether that version says exactly what the reviewer wrote, and is approved now */
export const takeProposal = async (db: Sql, proposal: string, version: number): Promise<boolean> =>
  (await sql<{ taken: boolean }>`select approval.take(${proposal}, ${version}) as taken`.execute(db)).rows[0]
    ?.taken ?? false

/** What the author says is in a text, beside the review that he asked the viewer for. */
export const declaredIn = (db: Sql, tasks: readonly string[]) =>
  db.selectFrom('approval.requests').select('contains').where('task_id', 'in', someOf(tasks))

/** What the viewer has said in reviews that are under way. */
export const saidIn = (db: Sql, tasks: readonly string[]) =>
  db
    .selectFrom('approval.verdicts')
    .select(['words', 'answer', 'given_at'])
    .where('task_id', 'in', someOf(tasks))
    .orderBy('given_at')

const NOBODY = '00000000-0000-0000-0000-000000000000'
const someOf = (ids: readonly string[]): string[] => (ids.length > 0 ? [...ids] : [NOBODY])

/** Standing approvals of the viewer's own team, newest first. */
export const standingApprovals = async (db: Sql) =>
  (
    await sql<{
      id: string
      kinds: string[]
      audience: unknown
      widest: Tlp
      words: string
      given_at: Date
      until: Date
      ended_at: Date | null
      name_ja: string
      name_en: string
    }>`select * from approval.own_standing()`.execute(db)
  ).rows

export const insertStanding = (db: Sql, standing: Insertable<Tables['approval.standing']>) =>
  db.insertInto('approval.standing').values(standing).execute()

/** @returns how many ended by this */
export const endStanding = async (db: Sql, id: string, at: Date): Promise<number> =>
  Number(
    (
      await db
        .updateTable('approval.standing')
        .set({ ended_at: at })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .where('until', '>', at)
        .executeTakeFirst()
    ).numUpdatedRows,
  )
