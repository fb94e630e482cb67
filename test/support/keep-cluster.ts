/** Keeps the embedded server of a data folder until it is killed: for tests of what a crash leaves behind. */
import { openEmbedded } from '../../src/base/db/embedded/keeper.ts'

const [dataFolder = '', pgHome = ''] = process.argv.slice(2)
try {
  await openEmbedded({ dataFolder, pgHome, mode: 'keep', name: 'renkei start' })
  process.stdout.write('ready\n')
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`)
}
