/**
 * Promise: a file of a stranger is recognised by its content and read in a thread with limits of time and memory; what
 * comes out is a capture in the one shape of all formats, or one refusal that names the place and the reason.
 */
export { type Brought, type ImportDeps, type Imported, importFile } from './import.ts'
export type { IntakeLimits } from './limits.ts'
export { type Intake, openIntake } from './open.ts'
export type { FileHints } from './read.ts'
