/** Promise: one list of every refusal; a code has one status, one text in each language, and no content in it. */

export type { ErrorCode, Reason, RefusalStatus } from './codes.ts'
export { codes, reasons } from './codes.ts'
export type { Place, TextParams } from './refusal.ts'
export { notFound, Refusal, refuseField } from './refusal.ts'
