import type { ChannelSize, Charter } from '#core/charter/index.ts'
import type { Tlp } from '#core/envelope/index.ts'

/** Why somebody is told. One line of the ledger for each item version, person and channel. */
export type Cause = 'release' | 'withdrawn-wrong' | 'withdrawn-shared' | 'reminder'

/** What a mail says has happened, seen by its reader. `outdated`: what he had is not the latest, which is not for him. */
export type News = 'new' | 'changed' | 'outdated' | 'withdrawn-wrong' | 'withdrawn-shared' | 'reminder'

/** The forms in which a mail can travel, as columns of the channel matrix. */
export type MailForm = 'encryptedMail' | 'clearMail'

/** From nothing to everything. */
const SIZES: readonly ChannelSize[] = ['no', 'notice', 'headline', 'full']

/** What a channel may carry of all of them together: as little as the strictest label allows (R23). */
export function sizeOf(
  { channels }: Pick<Charter, 'channels'>,
  form: MailForm,
  labels: readonly Tlp[],
): ChannelSize {
  const sizes = labels.map((label) => SIZES.indexOf(channels[label][form]))
  return SIZES[Math.min(...sizes, SIZES.length - 1)] ?? 'no'
}

/**
 * The form and size of a mail. What is not full goes in clear, without any attachment (many gateways refuse even a
 * signature), and then carries no more than a mail in clear may.
 */
export function formOf(
  charter: Pick<Charter, 'channels'>,
  labels: readonly Tlp[],
  hasKey: boolean,
): { encrypted: boolean; size: ChannelSize } {
  if (hasKey && sizeOf(charter, 'encryptedMail', labels) === 'full') return { encrypted: true, size: 'full' }
  return { encrypted: false, size: sizeOf(charter, 'clearMail', labels) }
}

const MINUTE = 60_000
/** Pauses between tries, in minutes: short for greylisting, then longer. RFC 5321 §4.5.4.1 asks for four to five days. */
const PAUSES = [1, 2, 5, 10, 20, 40, 60, 120, 240] as const
const LAST_TRY_MS = 5 * 24 * 60 * MINUTE

/** When to try again after so many tries, from 1; null: it was tried for five days. */
export function nextTry(attempts: number, since: Date, at: Date): Date | null {
  if (at.getTime() - since.getTime() > LAST_TRY_MS) return null
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? 240
  return new Date(at.getTime() + pause * MINUTE)
}
