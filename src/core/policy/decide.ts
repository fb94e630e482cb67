import {
  type Exclude,
  isOpen,
  isReached,
  principalOf,
  type Reach,
  type Term,
  type Tlp,
} from '#core/envelope/index.ts'
import type { Reason } from './reasons.ts'
import { inGoodStanding, type Moment, type Viewer } from './viewer.ts'

/** `overtaken`: a draft that somebody was asked to review and that was written anew since. */
export const PART_STATES = [
  'draft',
  'overtaken',
  'released',
  'withdrawn-wrong',
  'withdrawn-shared',
  'discarded',
] as const
export type PartState = (typeof PART_STATES)[number]

/** What the decision needs to know of one version of a part. */
export type PartFacts = {
  readonly id: string
  readonly version: number
  readonly state: PartState
  readonly tlp: Tlp
  readonly reach: Reach
  /** Principals that hold the part as originator. */
  readonly owners: readonly string[]
  readonly include: readonly Term[]
  readonly exclude: readonly Exclude[]
  readonly agreements: readonly string[]
  readonly employeesOnly: boolean
  /** Whether team keys may fetch it (channel matrix, "machine"). */
  readonly machines: boolean
  /** When release was pressed; what "as previewed" counts from. */
  readonly pressedAt: Moment | null
  /** When readers may see it: pressed plus the hold. */
  readonly releasedAt: Moment | null
  /** When the next version may be seen; from then on this one is for holders of a receipt. */
  readonly supersededAt: Moment | null
  /** R32: an objection waits for its answer; only who has it reads on. */
  readonly stopped: boolean
  readonly notBefore: Moment | null
  readonly readableUntil: Moment | null
  readonly embargoUntil: Moment | null
}

export const ACTIONS = [
  'read',
  'edit',
  'release',
  'take-back',
  'withdraw',
  'answer',
  'export',
  'pass-on',
  'publish',
] as const
export type Action = (typeof ACTIONS)[number]

export type Allowed = { readonly allowed: true; readonly because: readonly Reason[] }
export type Refused = { readonly allowed: false; readonly because: readonly Reason[] }
export type Decision = Allowed | Refused

const yes = (...because: Reason[]): Allowed => ({ allowed: true, because })
const no = (...because: Reason[]): Refused => ({ allowed: false, because })

/**
 * The one decision: may this viewer do this with this version of a part, at this moment, and why. Pure. The
 * database enforces the same rule for reads (0017-parts.sql); a property test holds both together.
 * `had` tells whether the viewer holds a receipt for this version.
 */
export function decide(viewer: Viewer, part: PartFacts, action: Action, at: Moment, had = false): Decision {
  switch (action) {
    case 'read':
      return decideRead(viewer, part, at, had)
    case 'edit':
      return decideOwn(viewer, part, ['draft', 'released'])
    case 'release':
      return decideRelease(viewer, part, ['draft'])
    case 'take-back':
      return part.releasedAt !== null && at >= part.releasedAt
        ? no({ code: 'wrong-state', state: part.state })
        : decideRelease(viewer, part, ['released'])
    case 'withdraw':
      return decideRelease(viewer, part, ['released'])
    case 'publish':
      return both(decideRelease(viewer, part, ['released']), decideEmbargo(part, at))
    case 'answer':
      return owns(viewer, part) ? no({ code: 'originator', by: '' }) : decideRead(viewer, part, at, had)
    case 'export':
    case 'pass-on':
      return both(decideRead(viewer, part, at, had), decideEmbargo(part, at))
  }
}

/** SHARING, "One decision", steps 0–10. */
function decideRead(viewer: Viewer, part: PartFacts, at: Moment, had: boolean): Decision {
  // 0, 1
  if (viewer.kind === 'system') return no({ code: 'no-viewer' })
  if (!inGoodStanding(viewer)) return no({ code: 'standing', standing: viewer.standing })
  // 2, 3
  const own = owner(viewer, part)
  if (own) return yes({ code: 'originator', by: own })
  if (viewer.tasks.includes(`${part.id}:${part.version}`)) return yes({ code: 'task' })
  // 4
  const closed = notReadableNow(part, at, had)
  if (closed) return no(closed)
  if (viewer.kind === 'key' && !part.machines) return no({ code: 'needs-person' })

  const by = part.reach === 'live' ? Infinity : (part.pressedAt ?? -Infinity)
  const holds = (principal: string) =>
    (viewer.holds[principal] ?? Infinity) <= by && principal in viewer.holds
  // 5, 7
  const audience = letInBy(part, viewer, by)
  const open = isOpen(part.tlp)
  const through = open || holds('active') ? audience : audience.filter((hold) => hold.term === 'concerned')
  // 6
  const named = audience.some((hold) => hold.term === 'appointment')
  const excluded = part.exclude.some((term) => (viewer.bound[principalOf(term)] ?? -Infinity) >= by)
  if (excluded && !named) return no({ code: 'excluded' })
  if (audience.length === 0)
    return no(
      letInBy(part, viewer, Infinity).length > 0 ? { code: 'joined-later' } : { code: 'not-in-audience' },
    )
  if (through.length === 0)
    return no(
      viewer.standing === 'restricted'
        ? { code: 'restricted' }
        : { code: 'standing', standing: viewer.standing },
    )
  // 8
  const lacking = lacksForLabel(part.tlp, holds)
  if (lacking) return no(lacking)
  if (part.employeesOnly && !holds('employee')) return no({ code: 'needs-employee' })
  // 9
  const missing = part.agreements.find((agreement) => !holds(`agreement:${agreement}`))
  if (missing) return no({ code: 'agreement-missing', agreement: missing })
  // 10
  return yes(
    ...through.map((hold): Reason => ({ code: 'audience', principal: hold.principal, since: hold.since })),
    { code: part.reach === 'live' ? 'reach-live' : 'reach-as-previewed' },
    { code: 'label', tlp: part.tlp },
    ...(excluded ? [{ code: 'named-despite-exclude' } as const] : []),
    ...part.agreements.map((agreement): Reason => ({ code: 'agreement-held', agreement })),
  )
}

function notReadableNow(part: PartFacts, at: Moment, had: boolean): Reason | undefined {
  if (['draft', 'overtaken', 'discarded'].includes(part.state) || part.releasedAt === null)
    return { code: 'not-released' }
  if (part.state === 'withdrawn-shared') return { code: 'withdrawn-shared' }
  if (part.state === 'withdrawn-wrong' && !had) return { code: 'withdrawn-wrong' }
  if (part.supersededAt !== null && at >= part.supersededAt && !had) return { code: 'superseded' }
  if (at < part.releasedAt) return { code: 'held' }
  if (part.notBefore !== null && at < part.notBefore) return { code: 'not-before' }
  if (part.readableUntil !== null && at >= part.readableUntil) return { code: 'no-longer-readable' }
  if (part.stopped && !had) return { code: 'objected' }
  return undefined
}

/** The terms of the audience that let the viewer in, each with the principal held soon enough. */
function letInBy(part: PartFacts, viewer: Viewer, by: Moment) {
  return part.include
    .filter((term) => isReached(term, part.tlp))
    .flatMap((term) => principalsFor(term, part.tlp).map((principal) => ({ term: term.kind, principal })))
    .filter(({ principal }) => principal in viewer.holds && (viewer.holds[principal] ?? Infinity) <= by)
    .map((hold) => ({ ...hold, since: viewer.holds[hold.principal] ?? -Infinity }))
}

/** CLEAR reaches the prospects and guests of what it names; the other labels do not by default. */
function principalsFor(term: Term, label: Tlp): string[] {
  const own = principalOf(term)
  if (label !== 'CLEAR') return [own]
  if (term.kind === 'group') return [own, `guests:${term.id}`]
  if (term.kind === 'team' || term.kind === 'concerned') return [own, `prospect:${term.id}`]
  return [own]
}

function lacksForLabel(label: Tlp, holds: (principal: string) => boolean): Reason | undefined {
  if (label === 'RED') return undefined // named by appointment already, and active
  if (isOpen(label)) return undefined
  if (!holds('need-to-know')) return { code: 'needs-need-to-know' }
  if (label === 'AMBER+STRICT' && !holds('inside')) return { code: 'needs-inside' }
  return undefined
}

const owner = (viewer: Viewer, part: PartFacts): string | undefined =>
  part.owners.find((principal) => principal in viewer.holds)
const owns = (viewer: Viewer, part: PartFacts): boolean => owner(viewer, part) !== undefined

function decideOwn(viewer: Viewer, part: PartFacts, states: readonly PartState[]): Decision {
  if (!inGoodStanding(viewer)) return no({ code: 'standing', standing: viewer.standing })
  const own = owner(viewer, part)
  if (!own) return no({ code: 'not-originator' })
  return states.includes(part.state)
    ? yes({ code: 'originator', by: own })
    : no({ code: 'wrong-state', state: part.state })
}

/** R8: the originator's authority matrix says who may press release; a withheld source releases by the matrix of its own team. */
function decideRelease(viewer: Viewer, part: PartFacts, states: readonly PartState[]): Decision {
  const own = decideOwn(viewer, part, states)
  if (!own.allowed) return own
  return `releaser:${viewer.team ?? viewer.group}` in viewer.holds ? own : no({ code: 'not-releaser' })
}

/** R12: nothing leaves its audience before its time, by any channel. */
function decideEmbargo(part: PartFacts, at: Moment): Decision {
  return part.embargoUntil !== null && at < part.embargoUntil
    ? no({ code: 'embargo', until: part.embargoUntil })
    : yes()
}

const both = (first: Decision, second: Decision): Decision =>
  !first.allowed ? first : !second.allowed ? second : yes(...first.because, ...second.because)
