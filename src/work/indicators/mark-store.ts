import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Objective, ObservableType } from '#core/observables/index.ts'
import type { Verdict } from './verdict.ts'

type Sql = Kysely<Tables>
type Named = { readonly type: ObservableType; readonly value: string }

/** The fingerprint of an indicator that the viewer reads in this part; null where there is none for him. */
export const fingerprintFor = async (db: Sql, part: string, { type, value }: Named): Promise<string | null> =>
  (
    await sql<{
      mark: string | null
    }>`select indicators.read_by_viewer(${part}::uuid, ${type}, ${value}) as mark`.execute(db)
  ).rows[0]?.mark ?? null

/** @returns whether the viewer may flag there */
export const insertFlag = async (db: Sql, part: string, mark: string, reason: string): Promise<boolean> =>
  (
    await sql<{
      done: boolean
    }>`select indicators.flag(${randomUUID()}::uuid, ${part}::uuid, ${mark}::uuid, ${reason}) as done`.execute(
      db,
    )
  ).rows[0]?.done ?? false

/** @returns whether the viewer may confirm there */
export const insertSeen = async (db: Sql, part: string, mark: string): Promise<boolean> =>
  (await sql<{ done: boolean }>`select indicators.confirm(${part}::uuid, ${mark}::uuid) as done`.execute(db))
    .rows[0]?.done ?? false

/** @returns whether there is such a flag for the viewer to decide */
export const putVerdict = async (db: Sql, flag: string, verdict: Verdict, answer: string): Promise<boolean> =>
  (
    await sql<{
      done: boolean
    }>`select indicators.decide_flag(${flag}::uuid, ${verdict}, ${answer}) as done`.execute(db)
  ).rows[0]?.done ?? false

export type MarkRow = {
  type: ObservableType
  value: string
  objective: Objective
  id: string | null
  reason: string | null
  at: Date | null
  mine: boolean
  verdict: Verdict | null
  answer: string | null
  confirmed: number
  confirmed_by_us: boolean
}

/** Flags and confirmations of a part's indicators in one version, with the value as the viewer reads it. */
export const marksOn = async (db: Sql, part: string, version: number) =>
  (
    await sql<MarkRow>`
      select e.type, e.value, e.objective, m.id, m.reason, m.at, m.mine, m.verdict, m.answer, m.confirmed, m.confirmed_by_us
      from indicators.marks_on(${part}::uuid) m
        join indicators.entries e on e.part_id = ${part}::uuid and e.version = ${version} and e.fingerprint = m.fingerprint
      order by e.position, m.at`.execute(db)
  ).rows
