/**
 * Ways to the addresses of the app (`doors/app/addresses.ts`), as functions: screens link with
 * `<Go to={links.warning(number)}>` and write no address themselves.
 */
export const links = {
  home: () => '/home',
  signIn: (then?: string) =>
    then && then !== '/home' && !then.startsWith('/sign-in')
      ? `/sign-in?then=${encodeURIComponent(then)}`
      : '/sign-in',
  accept: () => '/accept',
  found: () => '/found',
  demo: () => '/demo',

  me: () => '/me',

  warnings: () => '/warnings',
  warning: (number: string) => `/warnings/${number}`,
  warningEdit: (number: string) => `/warnings/${number}/edit`,
  warningRelease: (number: string) => `/warnings/${number}/release`,
  warningChecks: (number: string) => `/warnings/${number}/checks`,
  compose: () => '/warnings/new',
  lookUp: () => '/warnings/look-up',
  myWarnings: () => '/warnings?box=mine',

  groups: () => '/groups',
  newGroup: () => '/groups/new',
  group: (id: string) => `/groups/${id}`,
  directory: () => '/directory',
  team: (id: string) => `/directory/teams/${id}`,
  person: (id: string) => `/directory/persons/${id}`,
  ourTeam: () => '/our-team',
  ourPeople: () => '/our-team/people',
  ourKeys: () => '/our-team/keys',
  ourAgreements: () => '/our-team/agreements',
  propose: (field: string) => `/our-team/propose/${field}`,
  ourWords: () => '/our-team/words',
  obstacles: () => '/obstacles',
  ourAuthority: () => '/our-team/authority',
  ourApiKeys: () => '/our-team/api-keys',

  secretariat: () => '/secretariat',
  deliverability: () => '/secretariat/mail',
  proposals: () => '/secretariat/proposals',
  proposal: (id: string) => `/secretariat/proposals/${id}`,
  admissions: () => '/secretariat/teams',
  newTeam: () => '/secretariat/teams/new',
  standing: (id: string) => `/secretariat/teams/${id}`,
  agreements: () => '/secretariat/agreements',
  newAgreement: () => '/secretariat/agreements/new',
  agreement: (id: string) => `/agreements/${id}`,
  charter: () => '/charter',
  audit: () => '/audit',
} as const
