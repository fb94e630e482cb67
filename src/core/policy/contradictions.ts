import type { Envelope } from '#core/envelope/index.ts'
import { isOpen } from '#core/envelope/index.ts'
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

/** What the check must know of those whom the audience names: standing of each team named directly. */
export type NamedStandings = Readonly<Record<string, Standing>>

/**
 * Contradictions of one part's envelope with itself: label against audience, channel and times (SHARING, R1–R4).
 * Whether anybody is reached is added by the preview.
 */
export function contradictions(envelope: Envelope, named: NamedStandings, at: Moment): Contradiction[] {
  const { include } = envelope.audience
  const found: Contradiction[] = []
  const say = (severity: 'block' | 'warn', code: ContradictionCode, place: string, params?: Record<string, string | number>) =>
    found.push(params ? { code, severity, place, params } : { code, severity, place })
  const time = (iso: string | null) => (iso === null ? null : Date.parse(iso))

  if (include.length === 0) say('block', 'nobody-named', 'audience')
  if (envelope.tlp === 'RED') {
    if (include.some((t) => t.kind !== 'appointment')) say('block', 'red-needs-names', 'audience')
    if (envelope.machines) say('block', 'red-never-by-machine', 'machines')
  }
  const outside = include.flatMap((t) => (t.kind === 'team' || t.kind === 'concerned' ? [t.id] : [])).filter((id) => !isMember(named[id]))
  if (outside.length > 0 && envelope.tlp !== 'CLEAR')
    say('block', envelope.tlp === 'GREEN' ? 'green-beyond-members' : 'amber-beyond-members', 'audience', { count: outside.length })
  if (include.some((t) => t.kind === 'guests') && !isOpen(envelope.tlp)) say('block', 'guests-above-green', 'audience')
  if (envelope.employeesOnly && envelope.machines && !isOpen(envelope.tlp)) say('warn', 'employees-and-machines', 'machines')
  if (envelope.kind === 'victim') {
    if (envelope.reach === 'live') say('warn', 'live-victim-part', 'reach')
    if (isOpen(envelope.tlp)) say('warn', 'open-victim-part', 'tlp')
  }
  if (envelope.embargoUntil && envelope.tlp === 'CLEAR') say('block', 'embargo-and-clear', 'embargoUntil')
  const [notBefore, until, respondBy] = [time(envelope.notBefore), time(envelope.readableUntil), time(envelope.respondBy)]
  if (respondBy !== null && respondBy <= at) say('block', 'answer-in-the-past', 'respondBy')
  if (until !== null && (until <= at || (notBefore !== null && until <= notBefore) || (respondBy !== null && until < respondBy)))
    say('block', 'times-out-of-order', 'readableUntil')
  if (!isOpen(envelope.tlp) && envelope.purpose.trim() === '') say('warn', 'purpose-missing', 'purpose')
  return found
}

const isMember = (standing: Standing | undefined): boolean =>
  standing === 'active' || standing === 'restricted' || standing === 'suspended'
