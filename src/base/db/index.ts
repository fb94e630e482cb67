/**
 * The store. Two ways in, both as a viewer: `asViewer(asker).read(…)` for everything that is shown and
 * `asViewer(asker).act(…)` for everything that changes something. Nothing is read without having entered.
 */
export type { Act, ActOptions, AuditEntry, Hooks, Json } from './act.ts'
export {
  ArchiveRefused,
  type BackupSummary,
  backup,
  type Lock,
  type RestoreSummary,
  restore,
  type SealedUnder,
  StoreNotEmpty,
  sealedUnder,
  type Unlock,
} from './archive/index.ts'
export { asOwner, type OwnerConnection, type OwnerLogin } from './as-owner.ts'
export { type AsViewer, type Database, type DatabaseOptions, openDatabase } from './database.ts'
export { FolderInUse } from './embedded/keeper.ts'
export { NotCommitted } from './entry.ts'
export { findings, type ServerFinding } from './findings.ts'
export type { Queries, Query, Results } from './flight.ts'
export { type JobName, jobNames } from './job-names.ts'
export type { LiveEvent } from './live.ts'
export { MigrationRefused, migrate } from './migrate.ts'
export { holdWorkerLock, openQueue, releaseAbandoned, writeJobNames } from './queue.ts'
export { needsItsKeys, openServer, type Server, type ServerOptions, ServerRefused } from './server.ts'
export type { Tables } from './tables.ts'
