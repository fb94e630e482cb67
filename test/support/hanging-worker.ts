/** A worker that begins its job, says so and never ends it: to be killed by a test. */
import { jobNames } from '../../src/base/db/index.ts'
import { startWorker, type Tasks } from '../../src/base/jobs/index.ts'

const hang = async () => {
  process.stdout.write('begun\n')
  await new Promise(() => setInterval(() => {}, 1_000))
}

await startWorker({
  owner: JSON.parse(process.env.RENKEI_TEST_OWNER ?? '{}'),
  tasks: Object.fromEntries(jobNames.map((name) => [name, hang])) as unknown as Tasks,
})
