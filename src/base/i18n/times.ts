import type { Language } from './language.ts'

/** IANA name of a time zone, `Asia/Tokyo`. */
export type Zone = string

const weekday = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

const shorts = new Map<string, Intl.DateTimeFormat>()
const format = (key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const known = shorts.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  shorts.set(key, made)
  return made
}

/** Parts of an instant on the wall of a zone. */
function wall(at: Date, zone: Zone) {
  const parts = format(`wall ${zone}`, 'en-CA-u-ca-gregory-nu-latn-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  }
}

// The short name of a zone depends on who is asked: Japan calls Tokyo JST, America calls it GMT+9.
const whoKnowsZones = ['ja-JP', 'en-GB', 'en-US', 'en-AU', 'en-IN'] as const

/** The zone's usual short name at that instant: `JST`, `CET`, `EST`, `UTC`; else its offset, `GMT+7`. */
export function zoneName(at: Date, zone: Zone): string {
  let name = ''
  for (const locale of whoKnowsZones) {
    const parts = format(`zone ${locale} ${zone}`, locale, {
      timeZone: zone,
      timeZoneName: 'short',
    }).formatToParts(at)
    name = parts.find((p) => p.type === 'timeZoneName')?.value ?? ''
    if (!/^(GMT|UTC)[+-]/.test(name)) break
  }
  return name
}

const dayOfWeek = (isoDay: string, language: Language): string =>
  weekday[language][new Date(`${isoDay}T00:00:00Z`).getUTCDay()] ?? ''

/**
 * A calendar day (`2026-11-24`) with its weekday: `2026-11-24 (火)`, `Tue 2026-11-24`.
 */
export const day = (isoDay: string, language: Language): string =>
  language === 'ja' ? `${isoDay} (${dayOfWeek(isoDay, 'ja')})` : `${dayOfWeek(isoDay, 'en')} ${isoDay}`

/** An instant on the wall of a zone, which it names: `2026-11-24 (火) 17:00 JST`, `Tue 2026-11-24 17:00 JST`. */
export function instantWords(at: Date, language: Language, zone: Zone): string {
  const { date, time } = wall(at, zone)
  return `${day(date, language)} ${time} ${zoneName(at, zone)}`
}

/**
 * The instant at which a day (`2026-11-24`) begins on the wall of a zone; where the clock is put forward over that
 * moment, the one after. What the browser's own zone says does not count.
 */
export function beginOfDay(isoDay: string, zone: Zone): Date {
  const asUtc = Date.parse(`${isoDay}T00:00Z`)
  const offsetAt = (moment: number): number => {
    const { date, time } = wall(new Date(moment), zone)
    return Date.parse(`${date}T${time}Z`) - moment
  }
  // the offset a day before and after embraces any change of clocks between
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)]
  const fitting = offsets.map((offset) => asUtc - offset).filter((at) => at + offsetAt(at) === asUtc)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : asUtc - (offsets[0] ?? 0))
}

const steps = [
  { unit: 'minute', ms: 60_000, until: 60 * 60_000 },
  { unit: 'hour', ms: 3_600_000, until: 48 * 3_600_000 },
  { unit: 'day', ms: 86_400_000, until: Number.POSITIVE_INFINITY },
] as const

/**
 * An instant with its distance, never the distance alone: `2026-11-24 (火) 17:00 JST（3 時間後）`,
 * `Tue 2026-11-24 17:00 JST (in 3 hours)`.
 */
export function relativeWords(at: Date, now: Date, language: Language, zone: Zone): string {
  const distance = at.getTime() - now.getTime()
  // to the nearest whole: what was made for seven days a second ago is not "in 6 days"
  const nearest = (ms: number) => Math.round(distance / ms)
  const step = steps.find(({ ms, until }) => Math.abs(nearest(ms)) * ms < until) ?? steps[2]
  const relative = new Intl.RelativeTimeFormat(language).format(nearest(step.ms), step.unit)
  const absolute = instantWords(at, language, zone)
  return language === 'ja' ? `${absolute}（${relative}）` : `${absolute} (${relative})`
}

/** A number with its thousands separated: `3,000`. */
export const numberWords = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB').format(value)

/** A month of the year, 1 to 12, by its name: `4月`, `April`. */
export const monthWords = (month: number, language: Language): string =>
  format(`month ${language}`, language === 'ja' ? 'ja-JP' : 'en-GB', {
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.UTC(2026, month - 1))
