import pg from 'pg'
import { builder } from '../../src/base/db/flight.ts'
import type { Query } from '../../src/base/db/index.ts'
import { inboxLines, keptParts } from '../../src/people/access/index.ts'
import { freshDatabase } from '../support/database.ts'
import { ending, median, type Report, timed } from './report.ts'
import { seedParts, seedPeople, type Viewers } from './seed.ts'

const ROUNDS = 300
const WARM_UP = 60

type Who = keyof Viewers
type What = 'bare' | 'policy' | 'whole' | 'kept'

/** A query as a prepared statement of a plain client: the same for the owner, past the policies, and for the app. */
const prepared = (name: string, query: Query<unknown>): pg.QueryConfig => {
  const { sql, parameters } = query.compile(builder)
  return { name, text: sql, values: [...parameters] }
}

/**
 * Latest 50 of the inbox under row-level security beside the same index scan without; the whole transaction beside
 * its query; kept items over principals; each viewer at each size, interleaved.
 */
export async function benchLists(report: Report, sizes: readonly number[]): Promise<void> {
  const { after, over } = ending()
  const { database, owner, connections } = await freshDatabase({ after } as never)
  const viewers = await seedPeople(owner)
  const app = new pg.Client(connections.app)
  const bare = new pg.Client(connections.owner)
  await Promise.all([app.connect(), bare.connect()])
  let have = 0
  const seen = new Map<string, number>()
  for (const size of sizes) {
    await seedParts(owner, have, size)
    have = size
    const samples = new Map<string, number[]>()
    const sample = async (who: Who, what: What, doing: () => Promise<unknown>) => {
      const key = `${who} ${what}`
      samples.set(key, [...(samples.get(key) ?? []), await timed(doing)])
    }
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      if (round === WARM_UP) samples.clear()
      for (const who of Object.keys(viewers) as Who[]) {
        const { asker, team } = viewers[who]
        const inbox = prepared('inbox', inboxLines(builder, team, null, 50))
        await bare.query('begin')
        await sample(who, 'bare', () => bare.query(inbox))
        await bare.query('commit')
        await app.query('begin')
        await app.query({ name: 'pass', text: 'select access.pass($1)', values: [JSON.stringify(asker)] })
        await sample(who, 'policy', () => app.query(inbox))
        await sample(who, 'kept', () => app.query(prepared('kept', keptParts(builder, null, 50))))
        await app.query('commit')
        await sample(who, 'whole', () => database.asViewer(asker).read(inboxLines(builder, team, null, 50)))
      }
    }
    const of = (who: Who, what: What) => median(samples.get(`${who} ${what}`) ?? [])
    const say = (name: string, figure: number, against: number, aim: number) =>
      report({
        name: `${name}, ${size} parts`,
        figure,
        limit: against * aim,
        ratio: figure / against,
        unit: 'ms',
        n: ROUNDS,
      })
    for (const who of Object.keys(viewers) as Who[]) {
      say(`inbox, ${who}: policies to bare scan`, of(who, 'policy'), of(who, 'bare'), 1.4)
      say(`inbox, ${who}: whole transaction to its query`, of(who, 'whole'), of(who, 'policy'), 1.5)
      say(`kept items, ${who}: to bare scan`, of(who, 'kept'), of(who, 'bare'), 2.5)
      seen.set(`${who} ${size}`, of(who, 'policy'))
    }
    const narrow = Math.max(of('oneGroup', 'policy'), of('direct', 'policy'))
    say('inbox: narrowest viewer to the typical one', narrow, of('typical', 'policy'), 1.5)
  }
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
  if (small < large)
    for (const who of Object.keys(viewers) as Who[]) {
      const [figure, against] = [
        seen.get(`${who} ${large}`) ?? Number.NaN,
        seen.get(`${who} ${small}`) ?? Number.NaN,
      ]
      const name = `inbox, ${who}: ${large} parts to ${small}`
      report({ name, figure, limit: against * 1.3, ratio: figure / against, unit: 'ms', n: ROUNDS })
    }
  await Promise.all([app.end(), bare.end()])
  await over()
}
