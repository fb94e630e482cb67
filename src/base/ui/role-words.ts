import type { Translate } from '#base/i18n/index.ts'

/** Roles that are called otherwise in the steering committee than in a group. */
const twofold = ['chair', 'vice_chair', 'member'] as const

/**
 * A role in words. The chair of the steering committee (委員長) is called otherwise than that of a group (主査), so say
 * in which kind of body it is held where that is known.
 */
export function roleWords(t: Translate, role: string, body: string | null = null): string {
  const two = twofold.find((one) => one === role)
  if (two && body === 'committee') return t(`people.role_in.committee.${two}`)
  if (two && body !== null) return t(`people.role_in.group.${two}`)
  return t(`people.role.${role}` as 'people.role.poc')
}
