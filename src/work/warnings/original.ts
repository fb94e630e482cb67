import type { CaptureNote } from '#core/capture/index.ts'

/** What is told of a file beside its bytes. It may name a source that is withheld. */
export interface ToldOfFile {
  readonly source: string | null
  readonly reference: string | null
  readonly notes: readonly CaptureNote[]
  readonly fileName: string
}

/** What stands in clear where the source is withheld (R5). */
export const NOTHING_TOLD: ToldOfFile = { source: null, reference: null, notes: [], fileName: '' }

/** Where the sealed bytes of a file stand. */
export const placeOfFile = (id: string) => ({ table: 'warnings.originals', column: 'file', row: id })

/** Where what is told of it stands sealed. */
export const placeOfTold = (item: string) => ({ table: 'warnings.captures', column: 'told', row: item })
