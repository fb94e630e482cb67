import { CaptureFault } from '#core/capture/index.ts'

/** Longest text that is read, in bytes. What is longer is a log or a dump, not a warning. */
const TEXT_MAX = 5_000_000

const attempt = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Hiragana: what no other language brings forth by accident. */
const isJapanese = (text: string | null): text is string => text !== null && /[\u3041-\u3096]/.test(text)

/**
 * The text of a file in any encoding that Japanese texts come in: UTF-8, UTF-16 with its mark, ISO-2022-JP, Shift_JIS,
 * EUC-JP; else Windows-1252. Line ends become `\n`.
 * @throws CaptureFault for what is too long or no text at all
 */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > TEXT_MAX) {
    throw new CaptureFault('capture_too_large', '', `a text of more than ${TEXT_MAX} bytes`)
  }
  return withoutMark(decoded(bytes)).replace(/\r\n?/g, '\n')
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '')

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const nothing = bytes.indexOf(0)
  if (nothing >= 0) throw new CaptureFault('capture_broken', `byte ${nothing + 1}`, 'not a text')
  // ESC $: ISO-2022-JP is ASCII to every other reader
  const switched = bytes.indexOf(0x1b)
  if (switched >= 0 && bytes[switched + 1] === 0x24) {
    const text = attempt(bytes, 'iso-2022-jp')
    if (text !== null) return text
  }
  const text = attempt(bytes, 'utf-8')
  if (text !== null) return text
  const japanese = ['shift_jis', 'euc-jp'].map((encoding) => attempt(bytes, encoding)).find(isJapanese)
  return japanese ?? new TextDecoder('windows-1252').decode(bytes)
}
