import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Hono } from 'hono'
import {
  createGround,
  createRateLimiter,
  createRoute,
  door,
  hang,
  json,
  listen,
  z,
} from '../../src/base/http/index.ts'
import { throwawayKeys } from '../../src/base/keys/index.ts'
import { createAuthenticator, createIdentity } from '../../src/people/identity/index.ts'
import { issueSession } from '../../src/people/identity/issue-session.ts'
import { freshDatabase } from '../support/database.ts'
import { smallWorld } from '../support/small-world.ts'
import { ending, median, type Report } from './report.ts'

const ROUNDS = 5
const CONNECTIONS = 16
const SECONDS = 2
const run = promisify(execFile)

async function load(port: number, headers: string): Promise<number> {
  const script = join(import.meta.dirname, 'load.ts')
  const { stdout } = await run(process.execPath, [
    script,
    String(port),
    String(CONNECTIONS),
    String(SECONDS),
    headers,
  ])
  const { perSecond, failed } = JSON.parse(stdout) as { perSecond: number; failed: string }
  if (failed) throw new Error(failed)
  return perSecond
}

const empty = createRoute({
  method: 'get',
  path: '/empty',
  operationId: 'empty',
  tags: ['bench'],
  who: 'signed-in',
  responses: { 200: json(z.strictObject({})) },
})

/**
 * A signed-in person asks, through every layer of the door, for nothing; beside node:http that answers the same in
 * its own words, and beside the framework alone, which says how much of the distance is not ours to save.
 */
export async function benchHttp(report: Report): Promise<void> {
  const { after, over } = ending()
  const { database, owner } = await freshDatabase({ after } as never)
  const { alphaPoc } = (await smallWorld(owner)).as
  let origin = ''
  const identity = createIdentity({
    db: database,
    keys: throwawayKeys(),
    origin: () => origin,
    ticks: () => performance.now(),
  })
  const quiet = () => {}
  const deps = {
    db: database,
    log: { info: quiet, warn: quiet, error: quiet },
    now: () => new Date(),
    authenticator: createAuthenticator(identity),
    rateLimiter: { ...createRateLimiter(Date.now), take: quiet },
    origin: () => origin,
    language: () => 'ja' as const,
    proxies: 0,
  }
  const app = createGround(deps)
  hang(app, deps, [door(empty, () => ({}))])
  const ours = await listen(app, { host: '127.0.0.1', port: 0 })
  const theirs = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 })
    response.end('{}')
  })
  await new Promise<void>((resolve) => theirs.listen(0, '127.0.0.1', resolve))
  const alone = new Hono()
  alone.get('/empty', async (context) => context.json({}))
  const framework = await listen(alone, { host: '127.0.0.1', port: 0 })
  const barePort = (theirs.address() as AddressInfo).port
  origin = `http://localhost:${ours.port}`
  const { token } = await database
    .asViewer({ kind: 'system', purpose: 'bench' })
    .act((act) => issueSession(act, alphaPoc.person, 'passkey', 'bench'))
  const headers = `Cookie: ${identity.cookies().session}=${token}\r\nX-Renkei-Acting-As: ${alphaPoc.appointment}`
  const [signedIn, hono, bare]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await load(barePort, ''))
    hono.push(await load(framework.port, headers))
    signedIn.push(await load(ours.port, headers))
  }
  const against = median(bare)
  const line = (name: string, samples: readonly number[]) =>
    report({
      name,
      figure: median(samples),
      limit: against * 0.5,
      ratio: median(samples) / against,
      unit: '1/s',
      n: ROUNDS,
      atLeast: true,
    })
  line(`empty signed-in JSON request (bare node:http: ${against.toFixed(0)}/s)`, signedIn)
  line('the same of the framework alone: no session, no checks', hono)
  await Promise.all([ours.close(), framework.close()])
  theirs.close()
  await over()
}
