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

type Coded = Charter['sectors']

/** What of a charter the form changes, as text. What it does not show stays as it was. */
export const toForm = (charter: Charter) => ({
  defaultLanguage: charter.defaultLanguage as string,
  timeZone: charter.timeZone,
  fiscalYearStartsIn: String(charter.fiscalYearStartsIn),
  greenJa: charter.greenCommunity.ja,
  greenEn: charter.greenCommunity.en,
  k: String(charter.k),
  holdNormal: String(charter.holdSeconds.normal),
  holdImmediate: String(charter.holdSeconds.immediate),
  confirmation: String(charter.confirmationEveryMonths),
  idle: String(charter.sessions.idleMinutes),
  absolute: String(charter.sessions.absoluteHours),
  fresh: String(charter.sessions.freshMinutes),
  invitation: String(charter.invitationDays),
  sectors: linesOf(charter.sectors),
  districts: linesOf(charter.districts),
  memberKinds: linesOf(charter.memberKinds),
  holidays: charter.holidays.join('\n'),
})

/** The charter that the form describes, on the ground of the one it began with. The server checks it. */
export const fromForm = (charter: Charter, form: ReturnType<typeof toForm>): Charter => ({
  ...charter,
  defaultLanguage: form.defaultLanguage === 'en' ? 'en' : 'ja',
  timeZone: form.timeZone.trim(),
  fiscalYearStartsIn: Number(form.fiscalYearStartsIn),
  greenCommunity: { ja: form.greenJa, en: form.greenEn },
  k: Number(form.k),
  holdSeconds: { normal: Number(form.holdNormal), immediate: Number(form.holdImmediate) },
  confirmationEveryMonths: Number(form.confirmation),
  sessions: {
    ...charter.sessions,
    idleMinutes: Number(form.idle),
    absoluteHours: Number(form.absolute),
    freshMinutes: Number(form.fresh),
  },
  invitationDays: Number(form.invitation),
  sectors: codedOf(form.sectors),
  districts: codedOf(form.districts),
  memberKinds: codedOf(form.memberKinds),
  holidays: form.holidays.split(/\s+/).filter(Boolean),
})

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
