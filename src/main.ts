import manifest from '../package.json' with { type: 'json' }
import { openHouse, startHouse } from './app.ts'
import { readConfig } from './config.ts'
import { runCommandLine } from './doors/cli/index.ts'

process.exitCode = await runCommandLine({
  argv: process.argv.slice(2),
  env: process.env,
  version: manifest.version,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  readConfig,
  openHouse,
  startHouse,
})

// Everything is stopped; what hangs all the same (a job that never ends) does not keep the process.
setTimeout(() => process.exit(), 3_000).unref()
