import { z } from 'zod'
import type { Tlp } from './tlp.ts'

/** One term of an audience: what it names, and by which id or code. */
const nameable = [
  z.strictObject({ kind: z.literal('group'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('team'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('appointment'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('sector'), code: z.string().max(60) }),
  z.strictObject({ kind: z.literal('district'), code: z.string().max(60) }),
  z.strictObject({ kind: z.literal('kind'), code: z.string().max(60) }),
] as const

export const term = z.discriminatedUnion('kind', [
  ...nameable,
  /** Everybody, on the public site. Only the act of publishing adds it; a release never does (R2). */
  z.strictObject({ kind: z.literal('public') }),
  z.strictObject({ kind: z.literal('members') }),
  z.strictObject({ kind: z.literal('guests'), id: z.uuid() }),
  /** A team that the item concerns: it reads what concerns it even while restricted (rule 5 of the decision). */
  z.strictObject({ kind: z.literal('concerned'), id: z.uuid() }),
])
export type Term = z.infer<typeof term>

/** What an exclude may name: also a whole person, in every capacity. */
export const exclude = z.discriminatedUnion('kind', [
  ...nameable,
  z.strictObject({ kind: z.literal('person'), id: z.uuid() }),
])
export type Exclude = z.infer<typeof exclude>

/** Whom a part is for: whoever one of the includes names, minus whomever an exclude names in any capacity. */
export const audience = z.strictObject({
  include: z.array(term).max(3000),
  exclude: z.array(exclude).max(3000),
})
export type Audience = z.infer<typeof audience>

/** The principal that a term asks for: `group:…`, `sector:energy`, `members`. */
export const principalOf = (t: Term | Exclude): string =>
  t.kind === 'members' || t.kind === 'public' ? t.kind : `${t.kind}:${'id' in t ? t.id : t.code}`

/** Whether a term can let anybody in under this label: RED only names, the public only CLEAR. */
export const isReached = (t: Term, label: Tlp): boolean =>
  label === 'RED' ? t.kind === 'appointment' : t.kind !== 'public' || label === 'CLEAR'

/**
 * The static positive principals of a part, as its row remembers them. CLEAR reaches prospects and guests of what
 * it names; GREEN and above never by default; RED only by appointment (SHARING rule 8).
 */
export function compileAudience(include: readonly Term[], label: Tlp): string[] {
  const named = include.filter((t) => isReached(t, label))
  const principals = named.flatMap((t) => {
    const own = principalOf(t)
    if (label !== 'CLEAR') return [own]
    if (t.kind === 'group') return [own, `guests:${t.id}`]
    if (t.kind === 'team' || t.kind === 'concerned') return [own, `prospect:${t.id}`]
    return [own]
  })
  return [...new Set(principals)]
}

/** The principals that shut a person out, whatever the person acts as; null when nobody is excluded. */
export const compileExcludes = (excludes: readonly Exclude[]): string[] | null =>
  excludes.length === 0 ? null : [...new Set(excludes.map(principalOf))]
