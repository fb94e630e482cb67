const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** An instant (RFC 3339) as the clock on the wall of a zone shows it: `2026-11-24T17:00`. */
export function wallOf(instant: string, zone: string): string {
  const parts = partsIn(zone).formatToParts(new Date(instant))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The time of day to the second: `10:42:10`. */
export const clockOf = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(new Date(instant))

/**
 * The instant at which the wall of a zone shows this time; null for what is no time. Where a clock is put back the
 * earlier of the two counts, where it is put forward the moment after.
 */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  const offsetAt = (moment: number) =>
    Date.parse(`${wallOf(new Date(moment).toISOString(), zone)}Z`) - Math.floor(moment / 60_000) * 60_000
  // the offset a day before and after embraces any change of clocks between
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)]
  const fitting = offsets.map((offset) => asUtc - offset).filter((at) => at + offsetAt(at) === asUtc)
  const found = fitting.length > 0 ? Math.min(...fitting) : asUtc - (offsets[0] ?? 0)
  return new Date(found).toISOString()
}

/** A wall time `days` later, at that hour: `later('2026-11-23T09:12', 1, '17:00')`. */
export function later(wall: string, days: number, time: string): string {
  const day = new Date(Date.parse(`${wall.slice(0, 10)}T00:00Z`) + days * 86_400_000)
  return `${day.toISOString().slice(0, 10)}T${time}`
}

/** Days until the next Monday, 1 to 7. */
export const daysToMonday = (wall: string): number =>
  (8 - new Date(`${wall.slice(0, 10)}T00:00Z`).getUTCDay()) % 7 || 7
