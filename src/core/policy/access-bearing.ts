/**
 * Fields that decide what a team may read or where it is reached. The team proposes, the secretariat (or the
 * group's chair) confirms and is shown what it opens. One list; a test tries every route against it.
 */
export const ACCESS_BEARING = [
  'sector',
  'district',
  'kind',
  'status',
  'domains',
  'networks',
  'legalEntities',
  'boundContractors',
  'releaseRoles',
  'groups',
  'email',
  'keys',
] as const
export type AccessBearing = (typeof ACCESS_BEARING)[number]
