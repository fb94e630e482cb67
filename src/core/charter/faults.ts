import type { Charter } from './charter.ts'

/** What a schema cannot say of a charter: `path` inside it, and why. */
export interface CharterFault {
  readonly path: string
  readonly reason: 'invalid' | 'duplicate'
}

/** Faults of a charter that has the right shape; an association that adopted one could not tell its time or name. */
export function charterFaults(charter: Charter): CharterFault[] {
  const faults: CharterFault[] = []
  if (!charter.languages.includes(charter.defaultLanguage))
    faults.push({ path: 'defaultLanguage', reason: 'invalid' })
  if (!isTimeZone(charter.timeZone)) faults.push({ path: 'timeZone', reason: 'invalid' })
  // R16: the office's own roles never break the glass.
  charter.breakGlassRoles.forEach((role, index) => {
    if (role.startsWith('secretariat:')) faults.push({ path: `breakGlassRoles.${index}`, reason: 'invalid' })
  })
  for (const list of ['sectors', 'districts', 'memberKinds'] as const) {
    const codes = charter[list].map(({ code }) => code)
    codes.forEach((code, index) => {
      if (codes.indexOf(code) < index) faults.push({ path: `${list}.${index}.code`, reason: 'duplicate' })
    })
  }
  return faults
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
