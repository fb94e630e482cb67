/**
 * Roles that a charter may name among those who need to know, or who may look at sources. Outside cooperators and
 * guests are not offered: they read CLEAR and what a group marks for them.
 */
export const CHARTER_ROLES = [
  'poc',
  'deputy',
  'analyst',
  'reviewer',
  'team_admin',
  'officer',
  'duty_officer',
  'chair',
  'vice_chair',
  'member',
  'auditor',
] as const

/** Body and role that a charter may let break the glass. The office's own roles never do (R16). */
export const GLASS_ROLES = [
  'committee:chair',
  'committee:vice_chair',
  'committee:member',
  'association:auditor',
] as const
