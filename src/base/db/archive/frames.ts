import { ArchiveRefused, reader } from './sealed-file.ts'

/** What an archive begins with. */
export interface ArchiveHeader {
  readonly format: 1
  readonly release: string
  readonly at: string
  readonly migrations: readonly {
    readonly number: number
    readonly name: string
    readonly checksum: string
  }[]
}

/** A job that had not been done when the backup was taken. */
export interface WaitingJob {
  readonly name: string
  readonly payload: unknown
  readonly runAt: string
  readonly key: string | null
}

/** The inside of an archive: a header, tables each with their rows as COPY text, sequences, jobs, the end. */
export type Frame =
  | { readonly kind: 'header'; readonly header: ArchiveHeader }
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'sequence'; readonly sequence: string; readonly value: number; readonly called: boolean }
  | { readonly kind: 'job'; readonly job: WaitingJob }
  | { readonly kind: 'end'; readonly tables: number; readonly rows: number }

const ROWS = 1
const JSON_FRAME = 2
const MOST = 1024 * 1024 * 1024

/** Writes frames as `type(1) length(4) body`. */
export async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const body = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(frame))
    const head = Buffer.alloc(5)
    head.writeUInt8(frame.kind === 'rows' ? ROWS : JSON_FRAME)
    head.writeUInt32BE(body.length, 1)
    yield Buffer.concat([head, body])
  }
}

/** @throws ArchiveRefused */
export async function* decode(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const read = reader(bytes)
  for (;;) {
    const head = await read.exactly(5)
    if (!head) return
    const length = head.readUInt32BE(1)
    const body = length > MOST ? undefined : await read.exactly(length)
    if (!body) throw new ArchiveRefused('The archive is damaged.')
    yield head.readUInt8() === ROWS ? { kind: 'rows', bytes: body } : (JSON.parse(body.toString()) as Frame)
  }
}
