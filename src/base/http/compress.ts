import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { StaticFile } from './files.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

type Encoding = 'br' | 'gzip'

const compressible = /^(?:text\/|image\/svg|application\/json)/
const worthIt = 1_000

// files do not change while a process lives, so each is compressed once
const done = new WeakMap<Uint8Array, Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>>()

/** How a browser takes a file best (RFC 9110 §12.5.3); null: as it is. */
export function encodingFor(file: StaticFile, accept: string | undefined): Encoding | null {
  if (!accept || file.body.byteLength < worthIt || !compressible.test(file.type)) return null
  const offered = accept
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
  const takes = (name: Encoding) =>
    offered.some((one) => one === name || (one.startsWith(`${name};`) && !/q=0(?:\.0+)?$/.test(one)))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}

/** The file's bytes in that encoding. Only for files: an answer that mixes secrets with a caller's words stays as it is. */
export function encoded({ body }: StaticFile, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const known = done.get(body) ?? new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>()
  done.set(body, known)
  const made = known.get(encoding) ?? compress(body, encoding)
  known.set(encoding, made)
  return made
}

const compress = async (body: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    encoding === 'br'
      ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
      : await zip(body, { level: 6 }),
  )
