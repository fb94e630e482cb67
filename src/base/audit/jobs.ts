import type { Database } from '#base/db/index.ts'
import type { Task } from '#base/jobs/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { takeAnchor, type Witnesses } from './take-anchor.ts'

interface AuditJobDeps {
  readonly db: Database
  readonly keys: Keys
  readonly anchorFile?: string | undefined
  readonly tell: NonNullable<Witnesses['tell']>
}

/** The daily anchor; a quiet day makes none. */
export const auditJobs = ({ db, keys, anchorFile, tell }: AuditJobDeps): { 'audit.anchor': Task } => ({
  'audit.anchor': async () => {
    await takeAnchor({ db, keys }, { file: anchorFile, tell }, { onlyNews: true })
  },
})
