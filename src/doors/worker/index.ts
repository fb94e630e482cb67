import type { Tasks } from '#base/jobs/index.ts'
import type { House } from '../../app.ts'

/** Every job with its work: what the modules' jobs.ts register, bound to the house. */
export function tasksOf(_house: Pick<House, 'db' | 'keys' | 'config' | 'log'>): Tasks {
  return {
    'mail.deliver': async () => {},
  }
}
