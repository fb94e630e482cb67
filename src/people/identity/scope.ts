/** What a key of a team may be allowed to do. A scope without a thing means every thing. */
export const scopes = ['read', 'write', 'read:warnings', 'write:warnings', 'answer'] as const

/** One scope. */
export type Scope = (typeof scopes)[number]

const within: Readonly<Record<Scope, readonly Scope[]>> = {
  read: ['read:warnings'],
  write: ['write:warnings', 'answer'],
  'read:warnings': [],
  'write:warnings': ['answer'],
  answer: [],
}

/** The scopes that a key was given, with all that they hold. Unknown ones (of a newer release) are dropped. */
export function allScopes(given: readonly string[]): Scope[] {
  const all = new Set<Scope>()
  const add = (scope: Scope) => {
    if (all.has(scope)) return
    all.add(scope)
    for (const inner of within[scope]) add(inner)
  }
  for (const scope of scopes) if (given.includes(scope)) add(scope)
  return [...all]
}

/** Roles that a key may have: those of teams. */
export const keyRoles = ['poc', 'deputy', 'analyst', 'reviewer', 'team_admin'] as const

/** One role of a team. */
export type KeyRole = (typeof keyRoles)[number]

const givenBy: Readonly<Record<string, readonly KeyRole[]>> = {
  poc: ['poc', 'deputy', 'analyst', 'reviewer'],
  // no need to know goes with administration, so a key for oneself must not bring it
  team_admin: ['team_admin'],
}

/**
 * The roles that somebody who acts under `role` may give to a key: nobody makes a key that reads what its maker may
 * not read. Empty: may not make keys at all.
 */
export const rolesGivenBy = (role: string): readonly KeyRole[] => givenBy[role] ?? []

/** Days for which a key may be valid. */
export const keyDays = { usual: 180, max: 366 } as const
