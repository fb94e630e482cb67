/** Backup and restore: one consistent, portable, encrypted archive, for a store of either kind. */
export { type BackupSummary, backup } from './backup.ts'
export { type RestoreSummary, restore, StoreNotEmpty } from './restore.ts'
export { type SealedUnder, sealedUnder } from './sealed.ts'
export { ArchiveRefused, type Lock, type Unlock } from './sealed-file.ts'
