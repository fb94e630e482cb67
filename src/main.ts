import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse, startHouse } from './app.ts'
import { readConfig } from './config.ts'
import { runCommandLine } from './doors/cli/index.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string
}

process.exitCode = await runCommandLine({
  argv: process.argv.slice(2),
  env: process.env,
  version,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  readConfig,
  openHouse,
  startHouse,
})
