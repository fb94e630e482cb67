import type { Act } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import { charterOf } from '#people/association/index.ts'
import {
  type Carried,
  dropLine,
  enqueueLines,
  type Line,
  lineFailed,
  nextTry,
  openDelivery,
  type Told,
  takeLines,
} from '#work/deliveries/index.ts'
import type { House } from './compose.ts'
import { composeTold } from './compose-told.ts'
import { crossOff } from './cross-off.ts'
import { type MailDeps, troubleOf } from './deliver.ts'
import { type Sealing, sealTo } from './seal-to.ts'

/** What sending what has an audience needs of the house besides. */
export type DeliveryDeps = Sealing & Pick<MailDeps, 'db' | 'mailer' | 'house'>

/** At once in one job; the mailer has as many connections for all jobs. */
const AT_ONCE = 8
/** When to look whether the worker that had a line is gone. */
const LOOK_AGAIN_MS = 10_000
/** Being sent by this process: a job that was given out a second time does not send a second time. */
const underWay = new Set<string>()
/** The server has them, and the database did not come back to write it down: they are not sent again. */
const accepted = new Map<string, Carried>()

/**
 * Sends lines of the ledger, as this worker: each is opened as its recipient, put into words, handed over, and crossed off with a
 * receipt for what it carried. May run twice: what is sent stays behind. Killed between the server's yes and the
 * crossing off, a line goes again under the same Message-ID. What failed is entered again with a pause of its own.
 */
export async function sendDeliveries(
  deps: DeliveryDeps,
  ids: readonly string[],
  worker: string,
): Promise<void> {
  if (deps.mailer.kind === 'none') return
  const house = await deps.house()
  if (house === undefined) return
  const mine = ids.filter((id) => !underWay.has(id))
  for (const id of mine) underWay.add(id)
  try {
    const { lines, charter } = await asSystem(deps, async (act) => {
      const { lines, busy } = await takeLines(act.sql, mine, worker)
      if (busy.length > 0) await enqueueLines(act.sql, [busy], new Date(act.at.getTime() + LOOK_AGAIN_MS))
      return { lines, charter: await charterOf(act) }
    })
    const queue = lines.values()
    const work = async () => {
      for (const line of queue) await sendLine(deps, house, charter, line)
    }
    const done = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, lines.length) }, work))
    for (const one of done) if (one.status === 'rejected') throw one.reason // the job runs again
  } finally {
    for (const id of mine) underWay.delete(id)
  }
}

async function sendLine(deps: DeliveryDeps, house: House, charter: Charter, line: Line): Promise<void> {
  const before = accepted.get(line.id)
  if (before) {
    await crossOff(deps.db, before)
    accepted.delete(line.id)
    return
  }
  const { person, appointment } = line
  let told: Told | undefined
  try {
    told = await openDelivery(
      deps.db.asViewer({ kind: 'person', person, appointment, tag: '' }),
      line,
      charter,
    )
    if (told) await handOver(deps, house, charter, line, told)
  } catch (error) {
    return fail(deps, line, troubleOf(error))
  }
  if (!told) return asSystem(deps, async (act) => void (await dropLine(act.sql, line.id)))
  const { size, encrypted, parts } = told
  const had = parts.map(({ id: part, version }) => ({ part, version }))
  const carried = { id: line.id, size, encrypted, had }
  accepted.set(line.id, carried)
  await crossOff(deps.db, carried)
  accepted.delete(line.id)
}

async function handOver(
  deps: DeliveryDeps,
  house: House,
  { greenCommunity: community }: Charter,
  line: Line,
  told: Told,
): Promise<void> {
  const key = told.encrypted ? line.key : null
  const marking = { community, fingerprint: key === null ? null : (await deps.signingKey()).fingerprint }
  const { inner, ...mail } = composeTold(told, line, house, marking)
  const base = { id: line.id, to: line.email, ...mail }
  const sealed = key === null ? {} : { sealed: await sealTo(deps, key, inner) }
  await deps.mailer.send({ ...base, ...sealed })
}

/** 4xx, a line that broke, a server that is down: again after a pause, for five days. 5xx to the recipient: never again. */
async function fail(deps: DeliveryDeps, line: Line, { code, forGood }: ReturnType<typeof troubleOf>) {
  await asSystem(deps, async (act) => {
    const again = forGood ? null : nextTry(line.attempts, line.planned, act.at)
    await lineFailed(act.sql, line.id, code, again === null)
    if (again) await enqueueLines(act.sql, [[line.id]], again)
  })
}

const asSystem = <T>({ db }: Pick<DeliveryDeps, 'db'>, fn: (act: Act) => Promise<T>): Promise<T> =>
  db.asViewer({ kind: 'system', purpose: 'mail' }).act(fn)
