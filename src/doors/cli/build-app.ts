import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const BUILT = join(ROOT, 'dist', 'app')
const STAMP = join(ROOT, 'dist', 'built-from')
const SOURCES = ['src/**/*.{ts,tsx,css,svg,html}', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the browser app if it is missing or older than its sources (by content: a fresh clone has fresh dates). It is
 * built aside and then put in place, so that another process that starts meanwhile finds a whole one.
 *
 * @throws with the end of what the builder said
 */
export async function buildApp(tell: (text: string) => void): Promise<void> {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return
  const state = await stateOfSources()
  const isBuilt = async () => (await readFile(STAMP, 'utf8').catch(() => undefined)) === state
  if (await isBuilt()) return
  tell('画面を組み立てています… / Building the app…\n')
  const fresh = `${BUILT}-${process.pid}`
  const former = `${fresh}-former`
  try {
    await runVite(fresh)
    if (await isBuilt()) return
    await mkdir(dirname(STAMP), { recursive: true })
    await rm(STAMP, { force: true })
    await rename(BUILT, former).catch(() => undefined)
    await rename(fresh, BUILT)
    await writeFile(STAMP, state)
  } finally {
    for (const folder of [fresh, former]) await rm(folder, { recursive: true, force: true })
  }
}

async function stateOfSources(): Promise<string> {
  const files: string[] = []
  for await (const file of glob(SOURCES, { cwd: ROOT })) if (!/\.test\.tsx?$/.test(file)) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const content = createHash('sha256').update(await readFile(join(ROOT, file)))
    hash.update(`${file} ${content.digest('hex')}\n`)
  }
  return hash.digest('hex')
}

async function runVite(folder: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The app could not be built:\n${said}`)
}
