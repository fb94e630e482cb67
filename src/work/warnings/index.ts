/**
 * Early warnings. Promise: exactly the right people read a warning, everywhere, and everybody can see why; what was
 * released can be taken back while held, corrected by versions, and withdrawn from all who had it.
 */
export { answerWarning } from './answer.ts'
export { draftWarning, requireWriter, saveWarning, type WarningDraft } from './draft.ts'
export { type ExportedWarning, exportWarning } from './export.ts'
export { warningLooks } from './look-again.ts'
export { readWarning } from './read.ts'
export { releaseWarning } from './release.ts'
export { requestReview } from './request-review.ts'
export { keepOriginal, type Taking, takeCapture } from './take-capture.ts'
export type { Answer, WarningState } from './warning.ts'
export { withdrawWarning } from './withdraw.ts'
