/**
 * What is told to whom, by which channel. Promise: each recipient is told of each version once; a letter is made when it
 * is sent, as its recipient, so whoever may not read any more is told nothing; whoever had it hears of its end.
 */
export { type News, nextTry } from './delivery.ts'
export { openDelivery, type Told } from './open-delivery.ts'
export { cancelReminders, remindSilent } from './remind-silent.ts'
export {
  type Carried,
  dropLine,
  enqueueLines,
  type Line,
  lineFailed,
  linesDone,
  takeLines,
} from './store.ts'
export { resumeDeliveries, tellDeputies, tellOfWithdrawal, tellReaders } from './tell-readers.ts'
