import { z } from 'zod'

const label = z.strictObject({ ja: z.string().min(1).max(60), en: z.string().min(1).max(60) })
const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const days = z.number().int().min(0).max(3650)
const seconds = z.number().int().min(0).max(86_400)

/** How much of an item a channel may carry: everything, the headline, or a notice with a number and a link. */
const size = z.enum(['full', 'headline', 'notice', 'no'])
const channels = z.strictObject({
  encryptedMail: size,
  tlsMail: size,
  clearMail: size,
  chat: size,
  sms: size,
  print: z.enum(['yes', 'numbered', 'no']),
  machine: z.enum(['yes', 'own-key', 'source-allows', 'no']),
})

/**
 * The charter: everything in which one association differs from another, as data. Adopted in versions; the code
 * names no number of its own.
 */
export const charter = z.strictObject({
  languages: z
    .array(z.enum(['ja', 'en']))
    .min(1)
    .max(2),
  defaultLanguage: z.enum(['ja', 'en']),
  fiscalYearStartsIn: z.number().int().min(1).max(12),
  holidays: z.array(z.iso.date()).max(2000),
  timeZone: z.string().max(60),
  /** What TLP:GREEN's "community" means here, in words that readers see. */
  greenCommunity: z.strictObject({ ja: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  /** Roles with a business need-to-know: AMBER and AMBER+STRICT need one of them. */
  needToKnowRoles: z.array(z.string().max(40)).min(1).max(20),
  /** Roles to whom a withheld source is shown on demand, each look logged and told (R5). */
  sourceRoles: z.array(z.string().max(40)).max(20),
  /** Who may open an item with a reason (R16), as body and role: `committee:chair`. */
  breakGlassRoles: z.array(z.string().regex(/^[a-z-]+:[a-z_]+$/)).max(20),
  sectors: z.array(z.strictObject({ code, label })).min(1).max(200),
  districts: z.array(z.strictObject({ code, label })).min(1).max(200),
  memberKinds: z.array(z.strictObject({ code, label })).min(1).max(50),
  /** Smallest cell that statistics and rounded counts show (R7, R15, R25). */
  k: z.number().int().min(2).max(50),
  /** R14: how long a release above GREEN is held and can be taken back unseen. */
  holdSeconds: z.strictObject({ normal: seconds, immediate: seconds }),
  /** When reminders go out and how long each urgency may wait, in working days (0: same day). */
  answerWithinDays: z.strictObject({ immediate: days, urgent: days, normal: days, information: days }),
  /** When those are reminded who have not answered: in percent of the time from release to the answer-by. */
  remindAtPercent: z.strictObject({
    first: z.number().int().min(1).max(99),
    last: z.number().int().min(1).max(99),
  }),
  /** R32: how soon an objection is answered. */
  objectionWithin: z.strictObject({
    immediateHours: z.number().int().min(1).max(168),
    otherWorkingDays: z.number().int().min(1).max(30),
  }),
  confirmationEveryMonths: z.number().int().min(1).max(24),
  sessions: z.strictObject({
    idleMinutes: z.number().int().min(5).max(1440),
    absoluteHours: z.number().int().min(1).max(168),
    freshMinutes: z.number().int().min(1).max(15),
  }),
  /** A new point of contact takes effect this long after a second person of the team confirmed. */
  trustChangeHours: z.number().int().min(0).max(168),
  /** A change of this charter that opens reading takes effect this long after a second person confirmed it. */
  openingWaitHours: z.number().int().min(1).max(720),
  invitationDays: z.number().int().min(1).max(30),
  channels: z.record(z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']), channels),
})
export type Charter = z.infer<typeof charter>
export type ChannelSize = z.infer<typeof size>
