import { auditChain } from '../../src/base/audit/index.ts'
import type { Database } from '../../src/base/db/index.ts'
import { throwawayKeys } from '../../src/base/keys/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import { createItem, ownParts, releaseParts } from '../../src/people/access/index.ts'
import { freshDatabase } from '../support/database.ts'
import { envelopeFor } from '../support/small-world.ts'
import { ending, median, type Report } from './report.ts'
import { seedParts, seedPeople, TEAMS } from './seed.ts'

const ROUNDS = 12
const WARM_UP = 3
const LIMIT_MS = 50

const draft = (database: Database, asker: Asker) =>
  database.asViewer(asker).act(async (act) => {
    const traits = { kind: 'warning', exercise: false, attribution: 'off', urgency: 'normal' } as const
    const content = { headline: 'A headline', text: 'What happened', doNow: 'Look', changeNote: '' }
    const parts = [{ envelope: envelopeFor([{ kind: 'members' }]), content }]
    return (await createItem(act, traits, parts, () => '')).number
  })

/** One warning to all members: who is let in, ledger lines, consent, audit and the job, in one transaction. */
export async function benchRelease(report: Report): Promise<void> {
  const { after, over } = ending()
  const hooks = { beforeCommit: auditChain(throwawayKeys()).beforeCommit }
  const { database, owner } = await freshDatabase({ after } as never, hooks)
  const { typical } = await seedPeople(owner)
  await seedParts(owner, 0, 10_000)
  const [whole, waited]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const number = await draft(database, typical.asker)
    const start = process.hrtime.bigint()
    const cpu = process.cpuUsage()
    await database.asViewer(typical.asker).act(
      async (act) => {
        const rows = await ownParts(act, number)
        await releaseParts(act, rows, { holdSeconds: 0, widen: false })
        act.record({ act: 'warning.release', subject: { kind: 'item', id: rows[0]?.item_id ?? '' } })
        await act.enqueue('warnings.notify', { item: rows[0]?.item_id ?? '' })
      },
      { lock: 'shared' },
    )
    const total = Number(process.hrtime.bigint() - start) / 1e6
    const { user, system } = process.cpuUsage(cpu)
    if (round < WARM_UP) continue
    whole.push(total)
    waited.push(total - (user + system) / 1e3)
  }
  const name = `release of one warning to ${TEAMS} teams`
  const line = (figure: number, what: string, limit: number) =>
    report({ name: `${name}, ${what}`, figure, limit, ratio: figure / limit, unit: 'ms', n: ROUNDS })
  line(median(waited), 'in the database', LIMIT_MS)
  line(median(whole), 'whole act', 2 * LIMIT_MS)
  await over()
}
