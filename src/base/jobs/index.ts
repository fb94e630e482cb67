/**
 * Work that is entered in an act's own transaction and done afterwards, exactly if the act committed. Entering goes
 * through `act.enqueue`; this module does the work.
 */
export { prepareQueue } from './prepare.ts'
export {
  type JobInfo,
  type Schedule,
  startWorker,
  type Task,
  type Tasks,
  type Worker,
  type WorkerOptions,
} from './worker.ts'
