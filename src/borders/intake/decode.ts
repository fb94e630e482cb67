/** A text and the encoding it was in. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-2022-jp' | 'euc-jp' | 'shift_jis'
}

/**
 * Reads bytes as text: by byte order mark, as UTF-8, or in one of the encodings that Japanese text still comes in.
 * Null where it is none of them.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const marked = byMark(bytes)
  if (marked !== undefined) return marked
  const wide = wideWithoutMark(bytes)
  if (wide !== null) return decode(bytes, wide)
  // pure ASCII to the eye of UTF-8: the escapes tell it apart
  if (hasJisEscape(bytes)) return decode(bytes, 'iso-2022-jp') ?? decode(bytes, 'utf-8')
  return decode(bytes, 'utf-8') ?? likelier(bytes)
}

function byMark(bytes: Uint8Array): Decoded | null | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes, 'utf-8')
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return decode(bytes, 'utf-16be')
  return undefined
}

/** UTF-16 without a mark: ASCII letters have a zero on one side, nearly always the same. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const sample = bytes.subarray(0, 2_000)
  let even = 0
  let odd = 0
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) index % 2 === 0 ? even++ : odd++
  }
  const half = sample.length / 2
  if (odd > half * 0.3 && even === 0) return 'utf-16le'
  return even > half * 0.3 && odd === 0 ? 'utf-16be' : null
}

/** ESC $ B, ESC $ @, ESC ( J, ESC ( I (ISO-2022-JP, RFC 1468). */
function hasJisEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const [, b, c] = bytes.subarray(at, at + 3)
    if (b === 0x24 && (c === 0x42 || c === 0x40)) return true
    if (b === 0x28 && (c === 0x4a || c === 0x49)) return true
  }
  return false
}

/** EUC and Shift_JIS read much of each other: the one that gives more kana and kanji, and no half-width kana, is right. */
function likelier(bytes: Uint8Array): Decoded | null {
  const readings = (['euc-jp', 'shift_jis'] as const).flatMap((encoding) => decode(bytes, encoding) ?? [])
  const [best] = readings
    .map((one) => ({ ...one, score: japanese(one.text) }))
    .sort((a, b) => b.score - a.score)
  return best !== undefined && best.score > 0 ? { text: best.text, encoding: best.encoding } : null
}

function japanese(text: string): number {
  const sample = text.slice(0, 20_000)
  const count = (rule: RegExp) => sample.match(rule)?.length ?? 0
  return (
    2 * count(/[\u3041-\u3096\u30a1-\u30fa\u3001\u3002]/g) +
    count(/[\u4e00-\u9fff]/g) -
    3 * count(/[\uff61-\uff9f\ue000-\uf8ff]/g) -
    10 * count(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0080-\u009f]/g)
  )
}

function decode(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return null
  }
}
