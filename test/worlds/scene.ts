import type pg from 'pg'
import type { Database } from '../../src/base/db/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import type { Dice } from './dice.ts'
import type { Appointment, World } from './facts.ts'

export type Scene = {
  readonly dice: Dice
  readonly world: World
  readonly database: Database
  readonly owner: pg.Pool
}

/** Something that may happen; tells what happened, or nothing where there was nothing to do. */
export type Step = (scene: Scene) => Promise<string | undefined>

/** A stand-in for the keyed hash: the same for an appointment each time. */
export const askerOf = (one: Appointment): Asker => ({
  kind: 'person',
  person: one.person,
  appointment: one.id,
  tag: `tag-${one.id}`,
})
