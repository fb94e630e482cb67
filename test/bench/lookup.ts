import pg from 'pg'
import { builder } from '../../src/base/db/flight.ts'
import type { Database } from '../../src/base/db/index.ts'
import { createGround, createRateLimiter, type HttpDeps, hang, listen } from '../../src/base/http/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import { routes } from '../../src/work/indicators/routes.ts'
import { lookUpValues } from '../../src/work/indicators/store.ts'
import { freshDatabase } from '../support/database.ts'
import { ending, median, type Report, timed } from './report.ts'
import { seedParts, seedPeople } from './seed.ts'

const PARTS = 1_000
const BATCH = 1_000
const ROUNDS = 60
const WARM_UP = 10

/**
 * Values a second in batches of a thousand, under row-level security; nine of ten are not there. Over one connection to
 * the database, and over one connection through the door.
 */
export async function benchLookup(report: Report, stored: number): Promise<void> {
  const { after, over } = ending()
  const { owner, connections, database } = await freshDatabase({ after } as never)
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
  const batch = () =>
    Array.from({ length: BATCH }, (_, index) =>
      index % 10 === 0 ? `h${draw(PARTS)}-${draw(each)}.example` : `absent-${draw(1e9)}.example`,
    )
  const taken: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const { sql, parameters } = lookUpValues(
      batch().map((form, asked) => ({ asked, form, near: null })),
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
  const door = await openDoor(database, typical.asker)
  after(door.close)
  const line = (name: string, found: number) =>
    report({
      name,
      figure: found,
      limit: figure / 2,
      ratio: found / figure,
      unit: '1/s',
      n: ROUNDS,
      atLeast: true,
    })
  line('the same over HTTP', await overHttp(door.address, batch, false))
  line('the same over HTTP, with what each value is part of', await overHttp(door.address, batch, true))
  await over()
}

/** The door of the look-up alone, listening, where everybody who knocks is this one. */
async function openDoor(database: Database, asker: Asker) {
  const quiet = () => {}
  let origin = ''
  const session = { id: 'bench', person: 'bench' }
  const identified = { asker, session, language: null, by: 'key', scopes: ['read:warnings'] } as const
  const deps: HttpDeps = {
    db: database,
    log: { info: quiet, warn: quiet, error: quiet },
    now: () => new Date(),
    authenticator: { authenticate: () => identified, isFresh: async () => false },
    rateLimiter: { ...createRateLimiter(Date.now), take: quiet },
    origin: () => origin,
    language: () => 'en',
    proxies: 0,
  }
  const ground = createGround(deps)
  hang(ground, deps, routes())
  const server = await listen(ground, { host: '127.0.0.1', port: 0 })
  origin = `http://localhost:${server.port}`
  return { address: `http://127.0.0.1:${server.port}/api/indicators/lookup`, close: () => server.close(0) }
}

async function overHttp(address: string, batch: () => string[], near: boolean): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const body = JSON.stringify({ values: batch(), near })
    const ms = await timed(async () => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(address, { method: 'POST', headers, body })
      const { hits } = await answer.json()
      if (hits.length < BATCH / 20) throw new Error(`only ${hits.length} found`)
    })
    if (round >= WARM_UP) taken.push(ms)
  }
  return (BATCH / median(taken)) * 1000
}
