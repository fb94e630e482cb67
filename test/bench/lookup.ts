import pg from 'pg'
import { builder } from '../../src/base/db/flight.ts'
import { lookUpValues } from '../../src/work/indicators/store.ts'
import { freshDatabase } from '../support/database.ts'
import { ending, median, type Report, timed } from './report.ts'
import { seedParts, seedPeople } from './seed.ts'

const PARTS = 1_000
const BATCH = 1_000
const ROUNDS = 60
const WARM_UP = 10

/** Values a second over one connection, in batches of a thousand, under row-level security; nine of ten are not there. */
export async function benchLookup(report: Report, stored: number): Promise<void> {
  const { after, over } = ending()
  const { owner, connections } = await freshDatabase({ after } as never)
  const { typical } = await seedPeople(owner)
  await seedParts(owner, 0, PARTS)
  const each = Math.ceil(stored / PARTS)
  for (let part = 1; part <= PARTS; part++)
    await owner.query(
      `insert into indicators.entries (part_id, version, fingerprint, position, type, value, objective)
       select ('0000000f-0000-4000-8000-' || lpad($1::text, 12, '0'))::uuid, 1, encode(substr(sha256(convert_to('h' || $1 || '-' || n || '.example', 'UTF8')), 1, 16), 'hex')::uuid, n,
              'domain', 'h' || $1 || '-' || n || '.example', 'detect' from generate_series(1, $2) n`,
      [part, each],
    )
  await owner.query('vacuum analyze indicators.entries')
  const app = new pg.Client(connections.app)
  await app.connect()
  after(() => app.end())
  const draw = (most: number) => 1 + Math.floor(Math.random() * most)
  const taken: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const values = Array.from({ length: BATCH }, (_, index) =>
      index % 10 === 0 ? `h${draw(PARTS)}-${draw(each)}.example` : `absent-${draw(1e9)}.example`,
    )
    const { sql, parameters } = lookUpValues(
      values.map((form, asked) => ({ asked, form, near: null })),
    ).compile(builder)
    await app.query('begin')
    await app.query('select access.pass($1)', [JSON.stringify(typical.asker)])
    const query = { name: 'look-up', text: sql, values: [...parameters] }
    const ms = await timed(() => app.query(query))
    await app.query('commit')
    if (round >= WARM_UP) taken.push(ms)
  }
  const figure = (BATCH / median(taken)) * 1000
  report({
    name: `look-up in ${stored} stored indicators, batches of ${BATCH}`,
    figure,
    limit: 150_000,
    ratio: figure / 150_000,
    unit: '1/s',
    n: ROUNDS,
    atLeast: true,
  })
  await over()
}
