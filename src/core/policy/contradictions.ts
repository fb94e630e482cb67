import type { Envelope } from '#core/envelope/index.ts'
import { compareTlp, isOpen } from '#core/envelope/index.ts'
import type { Moment, Standing } from './viewer.ts'

/** Why a part cannot be released as it stands (`block`), or what its author should think about again (`warn`). */
export type Contradiction = {
  readonly code: ContradictionCode
  readonly severity: 'block' | 'warn'
  /** Where in the envelope: `audience`, `tlp`, `respondBy` … */
  readonly place: string
  readonly params?: Readonly<Record<string, string | number>>
}

export type ContradictionCode =
  | 'nobody-named'
  | 'nobody-reached'
  | 'public-by-publishing'
  | 'hidden-group-excluded'
  | 'red-needs-names'
  | 'red-never-by-machine'
  | 'green-beyond-members'
  | 'amber-beyond-members'
  | 'guests-above-green'
  | 'employees-and-machines'
  | 'live-victim-part'
  | 'open-victim-part'
  | 'answer-in-the-past'
  | 'times-out-of-order'
  | 'embargo-and-clear'
  | 'purpose-missing'
  | 'outside-without-permission'
  | 'outside-label-widened'

/** What the check must know of those whom the audience names: standing of each team named directly. */
export type NamedStandings = Readonly<Record<string, Standing>>

/**
 * Contradictions of one part's envelope with itself: label against audience, channel and times (SHARING, R1–R4).
 * Whether anybody is reached is added by the preview.
 */
export function contradictions(envelope: Envelope, named: NamedStandings, at: Moment): Contradiction[] {
  return [
    ...ofAudience(envelope, named),
    ...ofOutside(envelope),
    ...ofHandling(envelope),
    ...ofTimes(envelope, at),
  ]
}

const block = (code: ContradictionCode, place: string, params?: Contradiction['params']): Contradiction =>
  params ? { code, severity: 'block', place, params } : { code, severity: 'block', place }
const warn = (code: ContradictionCode, place: string): Contradiction => ({ code, severity: 'warn', place })

function* ofAudience({ audience, tlp }: Envelope, named: NamedStandings): Generator<Contradiction> {
  const { include } = audience
  if (include.length === 0) yield block('nobody-named', 'audience')
  // R2: sharing never publishes; the act of publishing adds the public itself.
  if (include.some((t) => t.kind === 'public')) yield block('public-by-publishing', 'audience')
  if (tlp === 'RED' && include.some((t) => t.kind !== 'appointment'))
    yield block('red-needs-names', 'audience')
  const teams = include.flatMap((t) => (t.kind === 'team' || t.kind === 'concerned' ? [t.id] : []))
  const outside = teams.filter((id) => !isMember(named[id])).length
  if (outside > 0 && tlp !== 'CLEAR')
    yield block(tlp === 'GREEN' ? 'green-beyond-members' : 'amber-beyond-members', 'audience', {
      count: outside,
    })
  if (include.some((t) => t.kind === 'guests') && !isOpen(tlp)) yield block('guests-above-green', 'audience')
}

/** R27: whoever is not the source passes on nothing but CLEAR without the source's permission, and never wider. */
function* ofOutside({ outside, tlp }: Envelope): Generator<Contradiction> {
  if (!outside || outside.label === 'CLEAR' || outside.permission.trim() !== '') return
  yield block('outside-without-permission', 'outside')
  if (outside.label !== null && compareTlp(tlp, outside.label) < 0)
    yield block('outside-label-widened', 'tlp')
}

function* ofHandling(envelope: Envelope): Generator<Contradiction> {
  const { tlp, machines } = envelope
  if (tlp === 'RED' && machines) yield block('red-never-by-machine', 'machines')
  if (envelope.employeesOnly && machines && !isOpen(tlp)) yield warn('employees-and-machines', 'machines')
  if (envelope.kind === 'victim' && envelope.reach === 'live') yield warn('live-victim-part', 'reach')
  if (envelope.kind === 'victim' && isOpen(tlp)) yield warn('open-victim-part', 'tlp')
  if (!isOpen(tlp) && envelope.purpose.trim() === '') yield warn('purpose-missing', 'purpose')
}

function* ofTimes(envelope: Envelope, at: Moment): Generator<Contradiction> {
  const [notBefore, until, respondBy] = [envelope.notBefore, envelope.readableUntil, envelope.respondBy].map(
    (iso) => (iso === null ? null : Date.parse(iso)),
  ) as [Moment | null, Moment | null, Moment | null]
  if (envelope.embargoUntil && envelope.tlp === 'CLEAR') yield block('embargo-and-clear', 'embargoUntil')
  if (respondBy !== null && respondBy <= at) yield block('answer-in-the-past', 'respondBy')
  const begins = Math.max(at, notBefore ?? at)
  if (until !== null && (until <= begins || (respondBy !== null && until < respondBy)))
    yield block('times-out-of-order', 'readableUntil')
}

const isMember = (standing: Standing | undefined): boolean =>
  standing === 'active' || standing === 'restricted' || standing === 'suspended'
