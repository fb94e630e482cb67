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
type What = 'bare' | 'policy' | 'query' | 'whole' | 'kept'

/** A query as a prepared statement of a plain client: the same for the owner, past the policies, and for the app. */
const prepared = (name: string, query: Query<unknown>): pg.QueryConfig => {
  const { sql, parameters } = query.compile(builder)
  return { name, text: sql, values: [...parameters] }
}

/** A database with so many parts, and what is asked of it. */
async function house(size: number, end: ReturnType<typeof ending>) {
  const { database, owner, connections } = await freshDatabase({ after: end.after } as never)
  const viewers = await seedPeople(owner)
  await seedParts(owner, 0, size)
  const [app, bare] = [new pg.Client(connections.app), new pg.Client(connections.owner)]
  await Promise.all([app.connect(), bare.connect()])
  end.after(() => Promise.all([app.end(), bare.end()]))
  const samples = new Map<string, number[]>()
  const sample = async (who: Who, what: What, doing: () => Promise<unknown>) => {
    const taken = samples.get(`${who} ${what}`) ?? []
    samples.set(`${who} ${what}`, taken)
    taken.push(await timed(doing))
  }
  return {
    size,
    forget: () => samples.clear(),
    of: (who: Who, what: What) => median(samples.get(`${who} ${what}`) ?? []),
    async round() {
      for (const who of Object.keys(viewers) as Who[]) {
        const { asker, team } = viewers[who]
        const inbox = prepared('inbox', inboxLines(builder, team, null, 50))
        const kept = prepared('kept', keptParts(builder, null, 50))
        await bare.query('begin')
        await sample(who, 'bare', () => bare.query(inbox))
        await bare.query('commit')
        await app.query('begin')
        await app.query({ name: 'pass', text: 'select access.pass($1)', values: [JSON.stringify(asker)] })
        await sample(who, 'policy', () => app.query(inbox))
        await sample(who, 'kept', () => app.query(kept))
        await app.query('commit')
        // As a request asks it, on a connection of a pool that did nothing else just now: what stands beside the whole.
        await database
          .asViewer(asker)
          .act(({ sql }) => sample(who, 'query', () => inboxLines(sql, team, null, 50).execute()))
        await sample(who, 'whole', () => database.asViewer(asker).read(inboxLines(builder, team, null, 50)))
      }
    },
  }
}

const WHO: readonly Who[] = ['typical', 'oneGroup', 'direct']

/**
 * Latest 50 of the inbox under row-level security beside the same index scan without; the whole transaction beside
 * its query; kept items over principals; each viewer at each size, all interleaved.
 */
export async function benchLists(report: Report, sizes: readonly number[]): Promise<void> {
  const end = ending()
  const houses = []
  for (const size of sizes) houses.push(await house(size, end))
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    if (round === WARM_UP) for (const one of houses) one.forget()
    for (const one of houses) await one.round()
  }
  const say = (name: string, figure: number, against: number, aim: number) =>
    report({ name, figure, limit: against * aim, ratio: figure / against, unit: 'ms', n: ROUNDS })
  for (const { size, of } of houses) {
    for (const who of WHO) {
      say(`${size} parts, ${who}: inbox to bare scan`, of(who, 'policy'), of(who, 'bare'), 1.4)
      say(`${size} parts, ${who}: whole transaction to its query`, of(who, 'whole'), of(who, 'query'), 1.5)
      say(`${size} parts, ${who}: kept items to bare scan`, of(who, 'kept'), of(who, 'bare'), 2.5)
    }
    const narrowest = Math.max(of('oneGroup', 'policy'), of('direct', 'policy'))
    say(`${size} parts: inbox, narrowest viewer to the typical one`, narrowest, of('typical', 'policy'), 1.5)
  }
  const [small, large] = [houses[0], houses.at(-1)]
  if (small && large && small !== large)
    for (const who of WHO)
      say(
        `${large.size} parts to ${small.size}: inbox, ${who}`,
        large.of(who, 'policy'),
        small.of(who, 'policy'),
        1.3,
      )
  await end.over()
}
