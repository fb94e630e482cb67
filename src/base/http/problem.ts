import { z } from '@hono/zod-openapi'
import type { Language, TextKey } from '#base/i18n/index.ts'
import { translator } from '#base/i18n/index.ts'
import type { ErrorCode, Refusal } from '#core/errors/index.ts'

/** Media type of a problem document, RFC 9457 §3. */
export const problemType = 'application/problem+json'

/**
 * Problem document, RFC 9457. `code` is stable and is what programs compare; `title` and `detail` are for people,
 * in the caller's language. `place` names the fields at fault. `act` and `subject` say for what a fresh sign-in
 * is wanted; `reference` finds an unforeseen failure in the server's log; `where` and `why` name the place in a file that
 * was refused, as its own format counts.
 */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    place: z.array(z.strictObject({ path: z.string(), code: z.string(), reason: z.string() })).optional(),
    act: z.string().optional(),
    subject: z.string().optional(),
    reference: z.string().optional(),
    where: z.string().optional(),
    why: z.string().optional(),
  })
  .openapi('Problem')

/** What a problem document says. */
export type ProblemDocument = z.output<typeof problemSchema>

/** The address that names one kind of problem; it leads to the page that explains it. */
export const problemAddress = (origin: string, code: ErrorCode): string =>
  `${origin}/api/errors/${code.replaceAll('_', '-')}`

/** A refusal in words, in the caller's language. Nothing of `cause` passes. */
export function problemOf(refusal: Refusal, language: Language, origin: string): ProblemDocument {
  const t = translator(language)
  const { code, status, params, place } = refusal
  return {
    type: problemAddress(origin, code),
    title: t(`errors.titles.${status}`),
    status,
    detail: t(`errors.${code}` as TextKey, params),
    code,
    ...(place.length > 0 && {
      place: place.map(({ path, reason, params: filled }) => ({
        path,
        code: reason,
        reason: t(`errors.reasons.${reason}`, filled),
      })),
    }),
    ...pick(params, code === 'fresh_sign_in_required' ? ['act', 'subject'] : []),
    ...pick(params, code === 'unknown_failure' ? ['reference'] : []),
    ...(code.startsWith('capture_') && { where: String(params.place), why: String(params.reason) }),
  }
}

const pick = (params: Refusal['params'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.filter((name) => name in params).map((name) => [name, String(params[name])]))
