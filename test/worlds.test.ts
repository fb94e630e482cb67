import { test } from 'node:test'
import fc from 'fast-check'
import { freshDatabase } from './support/database.ts'
import { seeds } from './worlds/dice.ts'
import { live, prepareLane, type Tally } from './worlds.ts'

const WORLDS = Number(process.env.RENKEI_WORLDS ?? 1_000)
/**
 * The same worlds for everybody who runs the suite, so that a red run is the change's own; `RENKEI_SEED=random` goes
 * looking in new ones, and every counterexample is worth a seed in a report.
 */
const SEED = process.env.RENKEI_SEED ?? '20261123'
/** Two databases side by side: one thinks while the other answers. */
const LANES = 2

test('in every world and at every moment, exactly those read who may', async (t) => {
  const seed = SEED === 'random' ? Date.now() >>> 0 : Number(SEED)
  t.diagnostic(`RENKEI_SEED=${seed} RENKEI_WORLDS=${WORLDS}`)
  const tally: Tally = { worlds: 0, decisions: 0, reads: 0, lines: 0 }
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      const { database, owner } = await freshDatabase(t)
      await prepareLane({ database, owner })
      const property = fc.asyncProperty(seeds, (world) => live(world, { database, owner }, tally))
      await fc.assert(property, { seed: seed + lane, numRuns: Math.ceil(WORLDS / LANES), endOnFailure: true })
    }),
  )
  t.diagnostic(
    `${tally.worlds} worlds, ${tally.decisions} decisions, ${tally.reads} of them yes, ${tally.lines} inbox lines`,
  )
})
