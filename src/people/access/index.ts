/**
 * Who may read which part, in force: envelopes and life cycle of parts, inbox, receipts, preview and explanation.
 * Promise: whatever a reader gets from here has passed the database's policies and `decide`, and has left a receipt.
 */
export { createItem, type SealSource } from './create.ts'
export { openItem, type OpenItem, type OpenPart, type Opening } from './open.ts'
export type { DraftPart, ItemTraits, PartContent, PartRow } from './part.ts'
export { factsOf } from './part.ts'
export { type PartPreview, previewParts, type PreviewPerson, type PreviewTeam } from './preview.ts'
export { releaseParts, type ReleaseTerms } from './release.ts'
export { ownParts, revisionOf, saveParts } from './save.ts'
export { inboxLines, keptParts, labelsOf, looksAt, numberOfItem, ownLines, readCounts, receiptHolders } from './store.ts'
export { lookAtSource, sourceSeal, type UnsealSource } from './source.ts'
export { takeBack, withdrawParts, type WithdrawalCause } from './withdraw.ts'
