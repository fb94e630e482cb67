/**
 * Who may read which part, in force: envelopes and life cycle of parts, inbox, receipts, preview and explanation.
 * Promise: whatever a reader gets from here has passed the database's policies and `decide`, and has left a receipt.
 */

export { acknowledgeFacts, listFactReaders } from './acknowledge-fact.ts'
export { createItem, type SealSource } from './create.ts'
export { discardDrafts } from './discard.ts'
export { type ExportedItem, exportItem } from './export.ts'
export { findSource, type Source } from './find-source.ts'
export { askForReview, breakTheGlass, finishTasks, requireOpened } from './give-task.ts'
export { lookAtSource, sourceSeal, type UnsealSource } from './look-at-source.ts'
export { type Glimpse, lookInto } from './look-into.ts'
export { nameReleaser } from './name-releaser.ts'
export { answerObjection, type Objection, objectTo } from './object.ts'
export { OBJECTION_CAUSES, OBJECTION_OUTCOMES } from './objection.ts'
export { objectionsOn } from './objection-store.ts'
export { type OpenItem, type Opening, type OpenPart, openItem } from './open.ts'
export type { DraftPart, ItemTraits, PartContent, PartRow } from './part.ts'
export { factsOf, isUnreleased } from './part.ts'
export { type PartPreview, type PreviewPerson, type PreviewTeam, previewParts } from './preview.ts'
export { type ReleaseTerms, releaseParts } from './release.ts'
export { ownParts, revisionOf, saveParts } from './save.ts'
export {
  inboxLines,
  keptParts,
  labelsOf,
  looksAt,
  numberOfItem,
  ownLines,
  partsApart,
  readCounts,
} from './store.ts'
export { ownTasks, reviewsOn, reviewTasks, tasksOfItem, tasksOn } from './task-store.ts'
export { takeBack, type WithdrawalCause, withdrawParts } from './withdraw.ts'
