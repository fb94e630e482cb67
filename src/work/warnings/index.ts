/**
 * Early warnings. Promise: exactly the right people read a warning, everywhere, and everybody can see why; what was
 * released can be taken back while held, corrected by versions, and withdrawn from all who had it.
 */
export { answerWarning } from './answer.ts'
export { draftWarning, saveWarning, type WarningDraft } from './draft.ts'
export { warningLooks } from './look-again.ts'
export { readWarning } from './read.ts'
export { releaseWarning } from './release.ts'
export { ANSWERS, type Answer, stateOf, type WarningState } from './warning.ts'
export { takeBackWarning, withdrawWarning } from './withdraw.ts'
