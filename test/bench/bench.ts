/**
 * Speed and memory, each figure beside its limit. Asserts nothing.
 *
 * node test/bench/bench.ts [--sizes 10000,100000,1000000] [--only lists,release,http,memory,lookup,import] [--indicators 10000000] [--json]
 */
import { parseArgs } from 'node:util'
import { benchFanOut } from './fan-out.ts'
import { benchHttp } from './http.ts'
import { benchImport } from './import.ts'
import { benchLists } from './lists.ts'
import { benchLookup } from './lookup.ts'
import { benchMemory } from './memory.ts'
import { benchRelease } from './release.ts'
import { type Report, reporter } from './report.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    only: { type: 'string', default: 'memory,http,release,fan-out,lists,lookup,import' },
    indicators: { type: 'string', default: '10000000' },
    json: { type: 'boolean', default: false },
  },
})
const sizes = values.sizes.split(',').map(Number)
if (sizes.some((size) => !(size >= 1000))) {
  console.error('--sizes takes numbers of parts, at least 1000 each: --sizes 10000,100000')
  process.exit(2)
}
const benches: Record<string, (report: Report) => Promise<void>> = {
  memory: benchMemory,
  http: benchHttp,
  release: benchRelease,
  'fan-out': benchFanOut,
  import: benchImport,
  lists: (report) => benchLists(report, sizes),
  lookup: (report) => benchLookup(report, Number(values.indicators)),
}
const report = reporter(values.json)
for (const name of values.only.split(',')) {
  const bench = benches[name]
  if (!bench) {
    console.error(`--only takes ${Object.keys(benches).join(', ')}, not ${name}.`)
    process.exit(2)
  }
  await bench(report)
}
report.end()
process.exit(0)
