import type { Attribution } from '#core/envelope/index.ts'
import type { Dictionary, Subject } from './dictionary.ts'
import { fieldsOf, type Written, type WrittenIndicator } from './fields.ts'
import { hitsOfNames } from './find-names.ts'
import { type Hit, hitOf, hitsOfObservables, hitsOfPlaces } from './find-things.ts'
import type { Finding } from './finding.ts'
import { foldName } from './fold.ts'

/** One part as it is checked. */
export interface CheckedPart extends Written {
  readonly indicators: readonly WrittenIndicator[]
  /** The only team that it is for: to tell a team of itself gives nobody away. */
  readonly onlyFor: string | null
}

export interface CheckedItem {
  readonly attribution: Attribution
  readonly exercise: boolean
  readonly parts: readonly CheckedPart[]
}

/** What the item says openly, so that it is no finding. */
interface Said {
  readonly item: CheckedItem
  readonly part: CheckedPart
  /** Folded names of whom the attackers pretend to be, and of makers of affected products. */
  readonly openly: ReadonlySet<string>
}

/**
 * R6: what in an item may give somebody away, part by part, in the order of the text. Few and true: the source's own
 * name is none where it shows itself; nor whom the attackers pretend to be, the maker of a product, a name within an
 * attacker's address, or an address that its author has made harmless to mark it as the attacker's.
 */
export function findingsOf(item: CheckedItem, dictionary: Dictionary): Finding[] {
  const openly = new Set(item.parts.flatMap(({ content }) => saidOpenly(content.details)).map(foldName))
  return item.parts.flatMap((part, index) => {
    const said: Said = { item, part, openly }
    const inText = fieldsOf(part).flatMap(({ path, text }) =>
      findIn(path, text, said, dictionary).map((hit) => finding(index, path, text, hit)),
    )
    return [...inText, ...inIndicators(index, said, dictionary)]
  })
}

const saidOpenly = (details: Written['content']['details']): string[] =>
  details ? [...details.circumstances.impersonated, ...details.products.map(({ vendor }) => vendor)] : []

function findIn(path: string, text: string, said: Said, dictionary: Dictionary): Hit[] {
  const { hits, inside } = hitsOfObservables(text, dictionary)
  const names = hitsOfNames(text, dictionary).filter(
    ({ from, to }) => !inside.some(({ at, end }) => at <= from && to <= end),
  )
  const places = hitsOfPlaces(text).filter(
    ({ from }) => !inside.some(({ at, end }) => at <= from && from < end),
  )
  return apart([...hits, ...names, ...places].filter((hit) => isFinding(hit, path, said)))
}

/** Of what overlaps, the longest. */
function apart(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = []
  for (const hit of [...hits].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1)
    if (!last || hit.from >= last.to) kept.push(hit)
    else if (hit.to - hit.from > last.to - last.from) kept[kept.length - 1] = hit
  }
  return kept
}

/** Fields that tell what the attackers say and what is public anyway. */
const ATTACK = /^details\.(?:circumstances|references|products)\./

function isFinding({ kind, subject, meant }: Hit, path: string, said: Said): boolean {
  const { attribution, exercise } = said.item
  // R28 has its own check of addresses: an exercise holds invented ones alone
  if (subject === null) return !meant && !exercise && !ATTACK.test(path)
  if (subject.kind === 'customer' || subject.kind === 'product') return true
  if (subject.own) {
    if (attribution === 'named') return false
    return !(attribution === 'off' && isSaidOpenly(subject, said))
  }
  if ((subject.team ?? subject.id) === said.part.onlyFor) return false
  if (ATTACK.test(path) || isSaidOpenly(subject, said)) return false
  // the attacker's machine may stand in a member's network: providers have customers
  return !(kind === 'network' && meant)
}

const isSaidOpenly = ({ kind, name }: Subject, { openly }: Said): boolean =>
  kind === 'team' &&
  [...openly].some(
    (form) => form.length >= 3 && (foldName(name.ja).includes(form) || foldName(name.en).includes(form)),
  )

const finding = (part: number, path: string, text: string, hit: Hit): Finding => ({
  part,
  path,
  from: hit.from,
  to: hit.to,
  kind: hit.kind,
  key: hit.key,
  said: text.slice(hit.from, hit.to),
  subject: hit.subject,
})

function inIndicators(index: number, said: Said, dictionary: Dictionary): Finding[] {
  return said.part.indicators.flatMap(({ type, value, names, comment }) => {
    const indicator = { type, value }
    const own = hitOf({ type, value, defanged: true }, dictionary)
    // nothing of an attacker's is private
    const isPrivate = own?.kind === 'private-address' || own?.kind === 'internal-url'
    const whole = { from: 0, to: value.length }
    const ofValue =
      own && (isPrivate ? !said.item.exercise : isFinding({ ...own, ...whole }, 'indicators', said))
        ? [finding(index, 'indicators', value, { ...own, ...whole })]
        : []
    const texts: (readonly [string, string])[] = [
      ['indicators.comment', comment],
      ...names.map((name) => ['indicators.names', name] as const),
    ]
    const beside = texts.flatMap(([path, text]) =>
      findIn(path, text, said, dictionary).map((hit) => finding(index, path, text, hit)),
    )
    return [...ofValue, ...beside].map((one) => ({ ...one, indicator }))
  })
}
