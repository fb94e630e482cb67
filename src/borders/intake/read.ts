import { csafShape, readCsaf } from '#borders/csaf/index.ts'
import { mispShape, readMisp } from '#borders/misp/index.ts'
import { readMail, readMarkdown, readText } from '#borders/plain/index.ts'
import { isStix, readStix } from '#borders/stix/index.ts'
import {
  asLine,
  CAPTURE_LIMITS,
  cut,
  isLoose,
  type Reading,
  readJson,
  type Unreadable,
} from '#core/capture/index.ts'
import { withAttached } from './attached.ts'
import { decodeText } from './decode.ts'
import { binaryKind, looksLikeJson, looksLikeMail, looksLikeMarkdown, markupKind } from './kind.ts'

/** What the sender says of a file. It decides nothing but the title of what has none. */
export interface FileHints {
  readonly name: string
  readonly mediaType?: string
}

/** Recognises a file by its content and has it read by the border whose format it is. Runs in the thread. */
export async function read(bytes: Uint8Array, hints: FileHints): Promise<Reading> {
  // a mail carries its encodings inside: it is read as it came
  if (!looksLikeMail(latin(bytes, 20_000))) return readOne(bytes, hints)
  const { reading, attached } = await readMail(bytes)
  const files = attached.map(({ name, bytes: content }) => ({ name, reading: readOne(content, { name }) }))
  return withAttached(titled(reading, hints), files)
}

/** Everything but a mail. */
function readOne(bytes: Uint8Array, hints: FileHints): Reading {
  const binary = binaryKind(bytes)
  return binary === null ? titled(readKnown(bytes), hints) : refused('capture_unknown_format', binary)
}

function readKnown(bytes: Uint8Array): Reading {
  const decoded = decodeText(bytes)
  if (looksLikeJson(decoded?.text ?? latin(bytes, 200))) {
    const isWide = decoded?.encoding.startsWith('utf-16') ?? false
    return readJsonFile(isWide ? new TextEncoder().encode(decoded?.text) : bytes)
  }
  if (decoded !== null) return readWords(decoded.text)
  // an old Western encoding
  if (mostlyAscii(bytes)) return readWords(new TextDecoder('windows-1252').decode(bytes))
  return refused('capture_broken', 'neither UTF-8 nor a Japanese encoding')
}

function readWords(text: string): Reading {
  if (text.trim() === '') return refused('capture_unknown_format', 'empty')
  const markup = markupKind(text)
  if (markup !== null) return refused('capture_unknown_format', markup)
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text))
    return refused('capture_unknown_format', 'neither text nor a format')
  return looksLikeMarkdown(text) ? readMarkdown(text) : readText(text)
}

const latin = (bytes: Uint8Array, length: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(0, length))

const mostlyAscii = (bytes: Uint8Array): boolean => {
  const sample = bytes.subarray(0, 20_000)
  return (
    sample.filter((byte) => byte === 9 || byte === 10 || byte === 13 || (byte > 31 && byte < 127)).length >
    sample.length * 0.85
  )
}

function readJsonFile(bytes: Uint8Array): Reading {
  const json = readJson(bytes)
  if (!json.ok) return json
  const { value } = json
  if (csafShape(value) !== null) return readCsaf(value)
  if (isStix(value)) return readStix(value)
  if (mispShape(value) !== null) return readMisp(value)
  const keys = isLoose(value) ? Object.keys(value).slice(0, 10).join(', ') : typeof value
  return refused('capture_unknown_format', `JSON, but neither MISP nor STIX nor CSAF: ${cut(keys, 200)}`)
}

const refused = (code: Unreadable['code'], reason: string): Reading => ({
  ok: false,
  refusal: { code, place: 'file', reason },
})

/** What has no title of its own is called by its file, without folder and ending. */
function titled(reading: Reading, { name }: FileHints): Reading {
  if (!reading.ok || reading.captures.every(({ title }) => title !== '')) return reading
  const title = asLine(name.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,6}$/i, ''), CAPTURE_LIMITS.title)
  return {
    ok: true,
    captures: reading.captures.map((capture) => (capture.title === '' ? { ...capture, title } : capture)),
  }
}
