import { auditJobs } from '#base/audit/jobs.ts'
import type { Database } from '#base/db/index.ts'
import type { Schedule, Tasks } from '#base/jobs/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Mailer } from '#base/outbound/index.ts'
import type { Pgp } from '#base/pgp/index.ts'
import { tellAuditor } from '#borders/mail/index.ts'
import { mailJobs } from '#borders/mail/jobs.ts'
import { type FollowedAssociation, findSigningKey, type SigningKey } from '#people/association/index.ts'
import { identityJobs } from '#people/identity/jobs.ts'
import { warningJobs } from '#work/warnings/jobs.ts'

/** What jobs work with. */
export interface WorkerDeps {
  readonly db: Database
  readonly keys: Keys
  readonly mailer: Mailer
  readonly pgp: Pgp
  readonly association: FollowedAssociation
  /** Where the daily anchor of the audit is kept, outside. */
  readonly anchorFile: string | undefined
  /** Origin that links in mail begin with. */
  readonly origin: () => string
}

/** Every job with its work. To add a module's: its import, its line here. */
export const tasksOf = (deps: WorkerDeps): Tasks => ({
  ...auditJobs({ ...deps, tell: tellAuditor }),
  ...identityJobs(deps),
  ...mailJobs({
    ...deps,
    house: () => houseOf(deps),
    signingKey: remembered(deps),
  }),
  ...warningJobs(deps),
})

/** Jobs that come by the clock, in UTC: in the quiet hours of Japan, before the working day. */
export const schedules: readonly Schedule[] = [
  { job: 'audit.anchor', at: '10 18 * * *' },
  { job: 'identity.tidy', at: '40 18 * * *' },
]

/** A demo may be served on another port than it was made on: mail links to where it is now. */
async function houseOf({ association, origin }: WorkerDeps) {
  const found = await association.read()
  return found && { ...found, url: origin() }
}

/** Opened once and kept: every mail is signed with it. */
function remembered(deps: WorkerDeps): () => Promise<SigningKey> {
  let found: Promise<SigningKey> | undefined
  const identity = async () => ({
    name: (await deps.association.read())?.name.en ?? 'Renkei',
    address: deps.mailer.from,
  })
  return () => {
    found ??= findSigningKey({ ...deps, identity }).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
}
