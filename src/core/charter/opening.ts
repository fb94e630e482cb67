import type { Charter } from './charter.ts'

/** Which change of a field lets somebody read, see or reach more than before. */
export type Opens = 'never' | 'entries' | 'smaller' | 'larger' | 'more' | 'any'

/**
 * The one list: what of the charter opens reading, and by which change. Such a change takes two persons and the
 * waiting time; everything else holds at once. `association.opens` says the same in the database. A new field does
 * not compile until it stands here.
 *
 * `entries`: an entry more · `smaller`, `larger`: a number that falls, or rises · `more`: a channel that carries more ·
 * `any`: every change. Of a field with several values each counts by itself.
 */
export const OPENS_READING = {
  languages: 'never',
  defaultLanguage: 'never',
  fiscalYearStartsIn: 'never',
  holidays: 'never',
  timeZone: 'never',
  /** Words that say to whom readers may pass on. */
  greenCommunity: 'any',
  needToKnowRoles: 'entries',
  sourceRoles: 'entries',
  breakGlassRoles: 'entries',
  sectors: 'never',
  districts: 'never',
  memberKinds: 'never',
  /** Counts of fewer show who is hit. */
  k: 'smaller',
  /** Readers see a release before it could be taken back. */
  holdSeconds: 'smaller',
  answerWithinDays: 'never',
  remindAtPercent: 'never',
  /** How long it stays stopped is the source's to end; the time only says when it is overdue. */
  objectionWithin: 'never',
  confirmationEveryMonths: 'never',
  /** A stolen sign-in reads for as long as it lasts. */
  sessions: 'larger',
  trustChangeHours: 'smaller',
  /** Itself among them: nobody shortens the wait to be through before anybody looks. */
  openingWaitHours: 'smaller',
  /** Whoever finds an invitation becomes the person it was for. */
  invitationDays: 'larger',
  channels: 'more',
} as const satisfies Record<keyof Charter, Opens>

/** What a channel may carry, from nothing to everything; each kind of channel uses some of them. */
const SIZES = ['no', 'notice', 'numbered', 'source-allows', 'headline', 'own-key', 'full', 'yes']

/** Does a value that changes so open anything? What is not known counts as yes. */
export function opensReading(rule: Opens, from: unknown, to: unknown): boolean {
  switch (rule) {
    case 'never':
      return false
    case 'entries':
    case 'any':
      return true
    case 'smaller':
      return !(typeof from === 'number' && typeof to === 'number' && to >= from)
    case 'larger':
      return !(typeof from === 'number' && typeof to === 'number' && to <= from)
    case 'more':
      return !(SIZES.includes(String(from)) && SIZES.indexOf(String(to)) <= SIZES.indexOf(String(from)))
  }
}
