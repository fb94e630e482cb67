/** Draws envelopes of every label, kind and reach, contradictory ones included: what a screen would block, a client may still send. */
import type { Envelope, Exclude, Term, Tlp } from '../../src/core/envelope/index.ts'
import { TLP } from '../../src/core/envelope/index.ts'
import type { Dice } from './dice.ts'
import type { World } from './facts.ts'
import { CODES, DAY, MINUTE } from './found.ts'

const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id)

function drawTerm(dice: Dice, world: World, label: Tlp): Term {
  const kind = label === 'RED' && dice.chance(80) ? 'appointment' : dice.pick(TERMS)
  switch (kind) {
    case 'group':
    case 'guests':
      return { kind, id: dice.pick(ids(world.groups)) }
    case 'team':
    case 'concerned':
      return { kind, id: dice.pick(ids(world.teams)) }
    case 'appointment':
      return { kind, id: dice.pick(ids(world.appointments)) }
    case 'sector':
    case 'district':
    case 'kind':
      return { kind, code: dice.pick(CODES[kind]) }
    case 'members':
    case 'public':
      return { kind }
  }
}
const TERMS = [
  'members',
  'members',
  'group',
  'group',
  'group',
  'team',
  'team',
  'appointment',
  'appointment',
  'sector',
  'district',
  'kind',
  'guests',
  'concerned',
  'public',
] as const

function drawExclude(dice: Dice, world: World): Exclude {
  const kind = dice.pick(['team', 'team', 'group', 'person', 'appointment', 'sector', 'kind'] as const)
  switch (kind) {
    case 'group':
      return { kind, id: dice.pick(ids(world.groups)) }
    case 'team':
      return { kind, id: dice.pick(ids(world.teams)) }
    case 'appointment':
      return { kind, id: dice.pick(ids(world.appointments)) }
    case 'person':
      return { kind, id: dice.pick(world.persons) }
    case 'sector':
    case 'kind':
      return { kind, code: dice.pick(CODES[kind]) }
  }
}

const soon = (dice: Dice, world: World, percent: number): string | null =>
  dice.chance(percent)
    ? new Date(world.now + dice.int(1, 20) * (dice.chance(50) ? DAY : 7 * MINUTE)).toISOString()
    : null

export function drawEnvelope(dice: Dice, world: World): Envelope {
  const tlp = dice.pick(TLP)
  return {
    kind: dice.pick(['summary', 'technical', 'technical', 'victim', 'attachment']),
    language: 'ja',
    audience: {
      include: Array.from({ length: dice.int(1, 3) }, () => drawTerm(dice, world, tlp)),
      exclude: dice.chance(35) ? Array.from({ length: dice.int(1, 2) }, () => drawExclude(dice, world)) : [],
    },
    reach: dice.chance(50) ? 'as-previewed' : 'live',
    employeesOnly: dice.chance(12),
    agreements: dice.chance(20) ? dice.some(ids(world.agreements), 2) : [],
    observedAt: null,
    notBefore: soon(dice, world, 15),
    respondBy: null,
    validUntil: null,
    readableUntil: soon(dice, world, 15),
    embargoUntil: soon(dice, world, 10),
    purpose: '',
    basis: '',
    tlp,
    pap: null,
    iep: null,
    machines: dice.chance(70),
    passOn: '',
  }
}

/** The next version of a part's envelope: the same, narrower, or wider (which asks for consent, R4). */
export function drawNext(dice: Dice, world: World, was: Envelope): Envelope {
  const { include, exclude } = was.audience
  const audience = (change: Partial<Envelope['audience']>) => ({
    ...was,
    audience: { ...was.audience, ...change },
  })
  switch (dice.int(0, 7)) {
    case 0:
      return audience({ exclude: [...exclude, drawExclude(dice, world)] })
    case 1:
      return audience({ include: include.slice(0, Math.max(1, include.length - 1)) })
    case 2:
      return { ...was, reach: was.reach === 'live' ? 'as-previewed' : 'live' }
    case 3:
      return { ...was, tlp: TLP[Math.max(0, TLP.indexOf(was.tlp) - 1)] as Tlp }
    case 4:
      return audience({ exclude: exclude.slice(1) })
    case 5:
      return { ...was, employeesOnly: !was.employeesOnly }
    case 6:
      return audience({ include: [...include, drawTerm(dice, world, was.tlp)] })
    default:
      return was
  }
}
