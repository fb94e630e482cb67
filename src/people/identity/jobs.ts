import type { Database } from '#base/db/index.ts'
import type { Task } from '#base/jobs/index.ts'
import { removeExpired } from './remove-expired.ts'

/** What the worker does for sign-in, daily. May run twice. */
export const identityJobs = ({ db }: { readonly db: Database }): { 'identity.tidy': Task } => ({
  'identity.tidy': () => removeExpired(db),
})
