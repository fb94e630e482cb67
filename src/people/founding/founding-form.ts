import type { Charter } from '#core/charter/index.ts'

type Language = 'ja' | 'en'

/** Where the founder sits: what the browser tells of it. */
export interface Seat {
  readonly url: string
  readonly language: Language
  readonly timeZone: string
}

/**
 * What the founding page asks, with what it offers: the charter's usual values, and language and zone of whoever
 * founds. Names of fields are those of the request.
 */
export const newFounding = (charter: Charter, { url, language, timeZone }: Seat) => ({
  url,
  nameJa: '',
  nameEn: '',
  shortJa: '',
  shortEn: '',
  charter: {
    defaultLanguage: language as string,
    // a machine that was told no zone says UTC
    timeZone: timeZone === 'UTC' ? charter.timeZone : timeZone,
    fiscalYearStartsIn: String(charter.fiscalYearStartsIn),
    greenCommunity: { ...charter.greenCommunity },
  },
  officers: [true, false].map((duty) => ({ nameJa: '', nameEn: '', email: '', language, duty })),
  alone: false,
  hasTeam: false,
  team: {
    handle: '',
    nameJa: '',
    nameEn: '',
    shortName: '',
    legalEntities: '',
    sector: charter.sectors[0]?.code ?? '',
    district: charter.districts[0]?.code ?? '',
    kind: charter.memberKinds[0]?.code ?? '',
  },
})

export type Founding = ReturnType<typeof newFounding>

/** The founders when the page is switched to another language: who had its language until now goes along. */
export const switchOfficers = (officers: Founding['officers'], from: Language, to: Language) =>
  officers.map((officer) => (officer.language === from ? { ...officer, language: to } : officer))

/** The request of founding. What the page does not ask of the charter stays as it is offered. */
export const foundingBody = (form: Founding, offered: Charter) => ({
  url: form.url.trim(),
  nameJa: form.nameJa,
  nameEn: form.nameEn,
  shortJa: form.shortJa,
  shortEn: form.shortEn,
  charter: {
    ...offered,
    defaultLanguage: form.charter.defaultLanguage === 'en' ? ('en' as const) : ('ja' as const),
    timeZone: form.charter.timeZone.trim(),
    fiscalYearStartsIn: Number(form.charter.fiscalYearStartsIn),
    greenCommunity: form.charter.greenCommunity,
  },
  officers: form.alone ? form.officers.slice(0, 1) : form.officers,
  team: form.hasTeam
    ? {
        ...form.team,
        language: form.charter.defaultLanguage === 'en' ? ('en' as const) : ('ja' as const),
        legalEntities: form.team.legalEntities.split('\n').filter((name) => name.trim()),
      }
    : null,
})
