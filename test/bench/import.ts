import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Intake, importFile, openIntake } from '../../src/borders/intake/index.ts'
import { sourceSeal } from '../../src/people/access/index.ts'
import { corporaFolder } from '../support/corpora.ts'
import { testHouse } from '../support/house.ts'
import { smallWorld } from '../support/small-world.ts'
import { ending, type Report, timed } from './report.ts'

const EVENTS = 100
const AT_ONCE = 4
const LARGE = 50_000_000
const LARGE_LIMIT_MB = 800

interface File {
  readonly name: string
  readonly bytes: Buffer
}

/** MISP events that nobody here wrote, over and over until there are enough; made ones where there are none. */
function events(): { kind: string; files: File[] } {
  const folder = corporaFolder()
  const paths = folder === null ? [] : globSync(join(folder, 'misp-events-{eset,training}/**/*.json')).sort()
  const real = paths.map((path): File => ({ name: path, bytes: readFileSync(path) })).filter(isEvent)
  const files = real.length > 0 ? real : Array.from({ length: 10 }, (_, n) => made(n, 60))
  return {
    kind: real.length > 0 ? 'real' : 'made',
    files: Array.from({ length: EVENTS }, (_, n) => files[n % files.length] as File),
  }
}

/** Without the few that are refused, which cost nothing. The threads are warm afterwards. */
async function readable({ kind, files }: ReturnType<typeof events>, intake: Intake) {
  const taken = new Map<string, boolean>()
  for (const { name, bytes } of files)
    if (!taken.has(name)) taken.set(name, (await intake.readFile(bytes, { name })).ok)
  const good = files.filter(({ name }) => taken.get(name))
  return { kind, files: Array.from({ length: EVENTS }, (_, n) => good[n % good.length] as File) }
}

const isEvent = ({ bytes }: File): boolean => bytes.subarray(0, 200).includes('"Event"')

/** An event with so many attributes, each with a comment of so many letters. */
function made(seed: number, attributes: number, comment = 30): File {
  const list = Array.from({ length: attributes }, (_, n) => ({
    type: 'domain',
    category: 'Network activity',
    value: `h${n}.s${seed}.example.com`,
    to_ids: true,
    comment: 'x'.repeat(comment),
  }))
  const event = { Event: { info: `Event ${seed}`, Orgc: { name: 'Bench' }, Tag: [], Attribute: list } }
  return { name: `event-${seed}.json`, bytes: Buffer.from(JSON.stringify(event)) }
}

/** Each file once, some at the same time. */
async function through(files: readonly File[], take: (file: File) => Promise<unknown>): Promise<void> {
  const waiting = [...files]
  const one = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await take(file)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
}

/** Files through the door, beside reading alone, which is as fast as it can get; and what a large one costs in memory. */
export async function benchImport(report: Report): Promise<void> {
  const { after, over } = ending()
  const house = await testHouse({ after })
  const { alphaPoc } = (await smallWorld(house.fresh.owner)).as
  const intake = openIntake()
  after(() => intake.close())
  const { kind, files } = await readable(events(), intake)
  const reading = await timed(() => through(files, ({ bytes, name }) => intake.readFile(bytes, { name })))
  let [drafts, indicators] = [0, 0]
  const importing = await timed(() =>
    through(files, async ({ bytes }) => {
      const answer = await house.ask(alphaPoc, 'POST', '/api/import?name=event.json&ours=false', bytes)
      const said = await answer.json()
      if (answer.status !== 201) throw new Error(said.detail)
      drafts += said.drafts.length
      for (const draft of said.drafts) indicators += draft.indicators
    }),
  )
  const perSecond = (count: number, ms: number) => (count / ms) * 1000
  const alone = perSecond(files.length, reading)
  const line = (name: string, figure: number, limit: number) =>
    report({ name, figure, limit, ratio: figure / limit, unit: '1/s', n: files.length, atLeast: true })
  line(
    `import of ${drafts} ${kind} MISP events (reading alone: ${alone.toFixed(0)}/s)`,
    perSecond(drafts, importing),
    alone / 2,
  )
  line('the same, indicators', perSecond(indicators, importing), perSecond(indicators, reading) / 2)
  const deps = { intake, keys: house.keys, seal: sourceSeal(house.keys).seal }
  await benchLarge(report, (file) =>
    importFile(
      house.fresh.database,
      alphaPoc,
      { ...file, ours: true, attribution: 'off', language: 'en' },
      deps,
    ),
  )
  await over()
}

/** What the process takes more, at its highest, while one file of the largest size comes in. */
async function benchLarge(
  report: Report,
  take: (file: { fileName: string; bytes: Uint8Array }) => ReturnType<typeof importFile>,
): Promise<void> {
  const attributes = 9_900
  const { bytes } = made(0, attributes, Math.floor(LARGE / attributes) - 130)
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 10)
  const ms = await timed(() => take({ fileName: 'large.json', bytes }))
  clearInterval(watch)
  const figure = (Math.max(most, process.memoryUsage.rss()) - before) / 1e6
  const size = (bytes.length / 1e6).toFixed(0)
  report({
    name: `memory while a file of ${size} MB comes in (${(ms / 1000).toFixed(1)} s)`,
    figure,
    limit: LARGE_LIMIT_MB,
    ratio: figure / (bytes.length / 1e6),
    unit: 'MB',
    n: 1,
  })
}
