import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkDocuments } from './check/documents.ts'
import { checkLock } from './check/lock.ts'
import { checkTexts } from './check/texts.ts'
import { checkWords } from './check/words.ts'

const root = join(import.meta.dirname, '..')

/** Runs a JavaScript program of this project. Gives what it had to say, and nothing when it was content. */
function program(path: string, ...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, path), ...args], { cwd: root })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? [] : said.trimEnd().split('\n')))
  })
}

const biome = ['check', '--max-diagnostics=50', '--colors=off', '--error-on-warnings']

const checks: Record<string, () => Promise<string[]> | string[]> = {
  types: () => program('node_modules/typescript/bin/tsc', '--noEmit'),
  'format and lint': () => program('node_modules/@biomejs/biome/bin/biome', ...biome),
  fence: () => program('scripts/fence/fence.ts'),
  'nothing unused': () => program('node_modules/knip/bin/knip.js', '--no-progress'),
  texts: () => checkTexts(root),
  lock: () => checkLock(root),
  words: () => checkWords(root),
  documents: () => checkDocuments(root),
}

const started = performance.now()
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const results = await Promise.all(
  Object.entries(checks).map(async ([name, run]) => {
    const since = performance.now()
    const said = await Promise.resolve()
      .then(run)
      .catch((error: unknown) => [String(error)])
    return { name, said, took: seconds(since) }
  }),
)

const failed = results.filter(({ said }) => said.length > 0)
for (const { name, said } of failed) console.error(`\n${name}:\n  ${said.join('\n  ')}`)
const marks = results.map(({ name, said, took }) => `${said.length > 0 ? '✗' : '✓'} ${name} ${took}`)
console.log(`${failed.length > 0 ? '\n' : ''}${marks.join(' · ')} (${seconds(started)})`)
process.exitCode = failed.length > 0 ? 1 : 0
