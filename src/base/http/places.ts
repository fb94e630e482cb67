import type { z } from '@hono/zod-openapi'
import type { Place, Reason, TextParams } from '#core/errors/index.ts'
import { reasons } from '#core/errors/index.ts'

type Issue = z.core.$ZodIssue

const formats: Readonly<Record<string, Reason>> = {
  email: 'not_email',
  datetime: 'not_instant',
  date: 'not_day',
  uuid: 'not_id',
  guid: 'not_id',
}

/** At most this many places are named; who sends more faults has read enough. */
const enough = 50

/**
 * What a schema found wrong, as places a person can correct. `under` is put before each path (`query`); the
 * body's own fields stand bare. `sent` tells what is missing from what is of the wrong type.
 */
export function placesOf(
  issues: readonly Issue[],
  sent: unknown,
  under: readonly PropertyKey[] = [],
): Place[] {
  return issues
    .flatMap((issue) => placesOfIssue(issue, sent, []))
    .slice(0, enough)
    .map(({ at, reason, params }) => {
      const path = [...under, ...at].map(String).join('.').slice(0, 200)
      return params ? { path, reason, params } : { path, reason }
    })
}

interface Found {
  at: readonly PropertyKey[]
  reason: Reason
  params?: TextParams
}

function placesOfIssue(issue: Issue, sent: unknown, before: readonly PropertyKey[]): Found[] {
  const at = [...before, ...issue.path]
  const one = (reason: Reason, params?: TextParams): Found[] => [
    params ? { at, reason, params } : { at, reason },
  ]
  if (issue.code !== 'unrecognized_keys' && valueAt(sent, at) === undefined && issue.code !== 'custom')
    return one('missing')

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        at: [...at, key],
        reason: 'unknown_field',
        params: { field: key.slice(0, 60) },
      }))
    case 'invalid_type':
      return one('wrong_type', { expected: issue.expected })
    case 'too_big':
      return one(...tooMuch(issue.origin, Number(issue.maximum)))
    case 'too_small':
      return one(...tooLittle(issue.origin, Number(issue.minimum)))
    case 'invalid_value':
      return one('not_offered', { offered: issue.values.map(String).join(', ').slice(0, 300) })
    case 'invalid_format':
      return one(formats[issue.format] ?? 'invalid')
    case 'invalid_union': {
      if ('options' in issue && issue.options)
        return one('not_offered', { offered: issue.options.map(String).join(', ').slice(0, 300) })
      // the branch that came closest speaks for all
      const closest = [...issue.errors].sort((a, b) => distance(a) - distance(b))[0]
      return closest?.length ? closest.flatMap((inner) => placesOfIssue(inner, sent, at)) : one('invalid')
    }
    case 'custom': {
      const reason: unknown = issue.params?.reason
      return isReason(reason) ? one(reason, issue.params?.params as TextParams | undefined) : one('invalid')
    }
    default:
      return one('invalid')
  }
}

const isReason = (value: unknown): value is Reason => reasons.includes(value as Reason)

const tooMuch = (origin: string, max: number): [Reason, TextParams] =>
  origin === 'string'
    ? ['too_long', { max }]
    : origin === 'array'
      ? ['too_many', { max }]
      : origin === 'date'
        ? ['not_instant', {}]
        : ['too_big', { max }]

const tooLittle = (origin: string, min: number): [Reason, TextParams] =>
  origin === 'string'
    ? min === 1
      ? ['missing', {}]
      : ['too_short', { min }]
    : origin === 'array'
      ? ['too_few', { min }]
      : origin === 'date'
        ? ['not_instant', {}]
        : ['too_small', { min }]

/** A branch refused for its very kind is farther than one that knows the fields and refuses what is in them. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code === 'invalid_type') return sum + 100
    return sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1)
  }, 0)

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  let here = sent
  for (const step of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<PropertyKey, unknown>)[step]
  }
  return here
}
