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

/** What of a charter the form changes, as text, under the names that the charter uses. The rest stays as it was. */
export const toForm = (charter: Charter) => ({
  charter: {
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
  defaultLanguage: form.defaultLanguage === 'en' ? 'en' : 'ja',
  timeZone: form.timeZone.trim(),
  fiscalYearStartsIn: Number(form.fiscalYearStartsIn),
  greenCommunity: form.greenCommunity,
  k: Number(form.k),
  holdSeconds: { normal: Number(form.holdSeconds.normal), immediate: Number(form.holdSeconds.immediate) },
  confirmationEveryMonths: Number(form.confirmationEveryMonths),
  sessions: {
    ...charter.sessions,
    idleMinutes: Number(form.sessions.idleMinutes),
    absoluteHours: Number(form.sessions.absoluteHours),
    freshMinutes: Number(form.sessions.freshMinutes),
  },
  invitationDays: Number(form.invitationDays),
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
