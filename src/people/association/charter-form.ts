import type { Charter } from '#core/charter/index.ts'

/** Channels of the matrix, in the order in which they are shown. */
export const channelNames = [
  'encryptedMail',
  'tlsMail',
  'clearMail',
  'chat',
  'sms',
  'print',
  'machine',
] as const

/** What each kind of channel may carry, from least to most. */
export const sizesOf = (channel: (typeof channelNames)[number]) =>
  channel === 'print'
    ? (['no', 'numbered', 'yes'] as const)
    : channel === 'machine'
      ? (['no', 'source-allows', 'own-key', 'yes'] as const)
      : (['no', 'notice', 'headline', 'full'] as const)

type Coded = Charter['sectors']

/** A charter as the form holds it: numbers as text, lists as lines, under the names that the charter uses. */
export const toForm = (charter: Charter) => ({
  charter: {
    languages: [...charter.languages] as string[],
    needToKnowRoles: [...charter.needToKnowRoles],
    sourceRoles: [...charter.sourceRoles],
    breakGlassRoles: [...charter.breakGlassRoles],
    answerWithinDays: {
      immediate: String(charter.answerWithinDays.immediate),
      urgent: String(charter.answerWithinDays.urgent),
      normal: String(charter.answerWithinDays.normal),
      information: String(charter.answerWithinDays.information),
    },
    remindAtPercent: {
      first: String(charter.remindAtPercent.first),
      last: String(charter.remindAtPercent.last),
    },
    objectionWithin: {
      immediateHours: String(charter.objectionWithin.immediateHours),
      otherWorkingDays: String(charter.objectionWithin.otherWorkingDays),
    },
    trustChangeHours: String(charter.trustChangeHours),
    openingWaitHours: String(charter.openingWaitHours),
    channels: charter.channels as Record<string, Record<string, string>>,
    defaultLanguage: charter.defaultLanguage as string,
    timeZone: charter.timeZone,
    fiscalYearStartsIn: String(charter.fiscalYearStartsIn),
    greenCommunity: { ...charter.greenCommunity },
    k: String(charter.k),
    holdSeconds: {
      normal: String(charter.holdSeconds.normal),
      immediate: String(charter.holdSeconds.immediate),
    },
    confirmationEveryMonths: String(charter.confirmationEveryMonths),
    sessions: {
      idleMinutes: String(charter.sessions.idleMinutes),
      absoluteHours: String(charter.sessions.absoluteHours),
      freshMinutes: String(charter.sessions.freshMinutes),
    },
    invitationDays: String(charter.invitationDays),
    sectors: linesOf(charter.sectors),
    districts: linesOf(charter.districts),
    memberKinds: linesOf(charter.memberKinds),
    holidays: charter.holidays.join('\n'),
  },
})

/** The charter that the form describes, on the ground of the one it began with. The server checks it. */
export const fromForm = (charter: Charter, { charter: form }: ReturnType<typeof toForm>): Charter => ({
  ...charter,
  languages: (['ja', 'en'] as const).filter((language) => form.languages.includes(language)),
  needToKnowRoles: form.needToKnowRoles,
  sourceRoles: form.sourceRoles,
  breakGlassRoles: form.breakGlassRoles,
  answerWithinDays: {
    immediate: numberOf(form.answerWithinDays.immediate),
    urgent: numberOf(form.answerWithinDays.urgent),
    normal: numberOf(form.answerWithinDays.normal),
    information: numberOf(form.answerWithinDays.information),
  },
  remindAtPercent: {
    first: numberOf(form.remindAtPercent.first),
    last: numberOf(form.remindAtPercent.last),
  },
  objectionWithin: {
    immediateHours: numberOf(form.objectionWithin.immediateHours),
    otherWorkingDays: numberOf(form.objectionWithin.otherWorkingDays),
  },
  trustChangeHours: numberOf(form.trustChangeHours),
  openingWaitHours: numberOf(form.openingWaitHours),
  channels: form.channels as Charter['channels'],
  defaultLanguage: form.defaultLanguage === 'en' ? 'en' : 'ja',
  timeZone: form.timeZone.trim(),
  fiscalYearStartsIn: numberOf(form.fiscalYearStartsIn),
  greenCommunity: form.greenCommunity,
  k: numberOf(form.k),
  holdSeconds: { normal: numberOf(form.holdSeconds.normal), immediate: numberOf(form.holdSeconds.immediate) },
  confirmationEveryMonths: numberOf(form.confirmationEveryMonths),
  sessions: {
    ...charter.sessions,
    idleMinutes: numberOf(form.sessions.idleMinutes),
    absoluteHours: numberOf(form.sessions.absoluteHours),
    freshMinutes: numberOf(form.sessions.freshMinutes),
  },
  invitationDays: numberOf(form.invitationDays),
  sectors: codedOf(form.sectors),
  districts: codedOf(form.districts),
  memberKinds: codedOf(form.memberKinds),
  holidays: form.holidays.split(/\s+/).filter(Boolean),
})

/** An empty field is no number: the server says so, instead of taking it for zero. */
const numberOf = (written: string): number => (written.trim() === '' ? Number.NaN : Number(written))

/** One line each: `energy, 電力・ガス, Energy`. */
const linesOf = (list: Coded): string =>
  list.map(({ code, label }) => `${code}, ${label.ja}, ${label.en}`).join('\n')

const codedOf = (lines: string): Coded =>
  lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [code = '', ja = '', ...en] = line.split(/[,、，]/).map((part) => part.trim())
      return { code, label: { ja, en: en.join(', ') || ja } }
    })
