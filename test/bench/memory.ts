import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Report } from './report.ts'

const LIMIT_MB = 300
const START_MS = 120_000
const REST_MS = 5_000

const main = join(import.meta.dirname, '../../src/main.ts')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Processes of the tree below these, they included. */
async function family(roots: readonly number[]): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : ''
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (stat) parents.set(Number(name), Number(fields[1]))
  }
  const found = new Set(roots)
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}

/** Proportional set size, MB: shared pages are counted once over all processes. */
async function pss(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024
}

/** The whole product at rest, as `npm start` leaves it: Node.js with every door, worker, embedded PostgreSQL. */
export async function benchMemory(report: Report): Promise<void> {
  if (process.platform !== 'linux') return console.error('Memory is measured on Linux alone.')
  const folder = await mkdtemp(join(tmpdir(), 'renkei-bench-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    PORT: String(port),
    RENKEI_DATA: join(folder, 'data'),
    RENKEI_PG_HOME: join(folder, 'postgres'),
  }
  const child = spawn(process.execPath, [main, 'start'], { env, stdio: 'ignore' })
  try {
    for (const end = Date.now() + START_MS; ; await wait(200)) {
      if (child.exitCode !== null) throw new Error(`renkei start ended with ${child.exitCode}`)
      const answer = await fetch(`http://localhost:${port}/`).catch(() => undefined)
      if (answer && answer.status < 500) break
      if (Date.now() > end) throw new Error('renkei start did not answer')
    }
    await wait(REST_MS)
    const postmaster = Number(
      (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0],
    )
    const pids = await family([child.pid as number, postmaster])
    const sizes = await Promise.all(pids.map(pss))
    const figure = sizes.reduce((sum, size) => sum + size, 0)
    report({
      name: 'memory of the whole product at rest (PSS)',
      figure,
      limit: LIMIT_MB,
      ratio: figure / LIMIT_MB,
      unit: 'MB',
      n: pids.length,
    })
  } finally {
    const over = new Promise((resolve) =>
      child.exitCode === null ? child.once('exit', resolve) : resolve(undefined),
    )
    child.kill('SIGTERM')
    await Promise.race([over, wait(20_000)])
    await rm(folder, { recursive: true, force: true })
  }
}
