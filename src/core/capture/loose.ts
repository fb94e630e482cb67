/** An object of a file from strangers: nothing is known of it. Read by these functions alone, which never reach a prototype. */
export type Loose = Readonly<Record<string, unknown>>

export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member of the object's own; undefined for all else. */
export const memberOf = (holder: Loose, key: string): unknown =>
  Object.hasOwn(holder, key) ? holder[key] : undefined

export const objectAt = (holder: Loose, key: string): Loose | null => {
  const value = memberOf(holder, key)
  return isLoose(value) ? value : null
}

export const listAt = (holder: Loose, key: string): readonly unknown[] => {
  const value = memberOf(holder, key)
  return Array.isArray(value) ? value : []
}

/** The objects of a list, each with its index; what is no object is passed over. */
export const objectsAt = (holder: Loose, key: string): ReadonlyArray<readonly [Loose, number]> =>
  listAt(holder, key).flatMap((value, index) => (isLoose(value) ? [[value, index] as const] : []))

/** A text, cleaned. A number counts as its digits, for MISP writes either; all else is an empty text. */
export const textAt = (holder: Loose, key: string): string => asText(memberOf(holder, key))

/** The texts of a list; one text alone counts as a list of one. */
export const textsAt = (holder: Loose, key: string): string[] => {
  const value = memberOf(holder, key)
  return (Array.isArray(value) ? value : [value]).map(asText).filter((text) => text !== '')
}

export const asText = (value: unknown): string =>
  typeof value === 'string'
    ? clean(value)
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : ''

/** A number, also where it stands as a text. */
export const numberAt = (holder: Loose, key: string): number | null => {
  const text = textAt(holder, key)
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : null
}

/** True, 1 and "1" are yes: MISP writes all three. */
export const flagAt = (holder: Loose, key: string): boolean => {
  const value = memberOf(holder, key)
  return value === true || value === 1 || value === '1' || value === 'true'
}

export const timeAt = (holder: Loose, key: string): string | null => timeOf(textAt(holder, key))

/** A time as RFC 3339 in UTC, from RFC 3339, a day, or seconds, milli- or microseconds since 1970; else null. */
export function timeOf(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.test(text)) {
    const zoned = text.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10)) ? text : `${text}Z`
    return instant(
      Date.parse(
        zoned
          .replace(' ', 'T')
          .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
          .toUpperCase(),
      ),
    )
  }
  if (/^\d{9,10}$/.test(text)) return instant(Number(text) * 1000)
  if (/^\d{12,13}$/.test(text)) return instant(Number(text))
  return /^\d{15,16}$/.test(text) ? instant(Number(text) / 1000) : null
}

const LAST = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z
const instant = (ms: number): string | null =>
  Number.isFinite(ms) && ms > 0 && ms <= LAST ? new Date(Math.floor(ms)).toISOString() : null

const UNWANTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** What a line of ours may not hold besides: marks of direction, and what is not drawn though two lines differ by it. */
const UNSEEN =
  /[\u200e\u200f\u061c\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f/gu

/** Without what no text needs: controls (but line end and tab), marks that turn the reading direction, halves of characters. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNWANTED, '')
    .trim()

/** One line, cut at `max` UTF-16 units without cutting a character in two. */
export const asLine = (text: string, max: number): string =>
  cut(
    clean(text)
      .replace(UNSEEN, '')
      .split(/[\n\t]/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' '),
    max,
  )

export const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`
