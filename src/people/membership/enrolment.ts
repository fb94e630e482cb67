type Language = 'ja' | 'en'

/**
 * What the form of a new team begins with. Sector, district and kind decide who reads what, so none is chosen
 * beforehand: whoever enters a team chooses.
 */
export const newEnrolment = (language: Language, admit: boolean) => ({
  nameJa: '',
  nameEn: '',
  shortName: '',
  handle: '',
  language: language as string,
  sector: '',
  district: '',
  kind: '',
  legalEntities: '',
  domains: '',
  networks: '',
  poc: { nameJa: '', nameEn: '', email: '', language },
  pocLater: false,
  admit,
})

export type Enrolment = ReturnType<typeof newEnrolment>

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The request of entering a team. */
export const enrolmentBody = ({
  poc,
  pocLater,
  language,
  legalEntities,
  domains,
  networks,
  ...plain
}: Enrolment) => ({
  ...plain,
  language: language === 'en' ? ('en' as const) : ('ja' as const),
  legalEntities: linesOf(legalEntities),
  domains: linesOf(domains),
  networks: linesOf(networks),
  poc: pocLater ? null : poc,
})

/** The form with another short name; the handle goes along for as long as nobody has written one. */
export const withShortName = (form: Enrolment, shortName: string): Enrolment => {
  const untouched = form.handle === handleFrom(form.shortName)
  return { ...form, shortName, handle: untouched ? handleFrom(shortName) : form.handle }
}

/** A handle out of a short name: small latin letters, digits and hyphens; empty where nothing of that is in it. */
export const handleFrom = (shortName: string): string =>
  shortName
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
