import type { Database } from '#base/db/index.ts'
import type { Tasks } from '#base/jobs/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Mailer } from '#base/outbound/index.ts'
import { mailJobs } from '#borders/mail/jobs.ts'
import type { FollowedAssociation } from '#people/association/index.ts'
import { warningJobs } from '#work/warnings/jobs.ts'

/** What jobs work with. */
export interface WorkerDeps {
  readonly db: Database
  readonly keys: Keys
  readonly mailer: Mailer
  readonly association: FollowedAssociation
  /** Origin that links in mail begin with. */
  readonly origin: () => string
}

/** Every job with its work. To add a module's: its import, its line here. */
export const tasksOf = (deps: WorkerDeps): Tasks => ({
  ...mailJobs({ ...deps, house: deps.association.read }),
  ...warningJobs(deps),
})
