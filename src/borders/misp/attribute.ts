import { flagAt, type Loose, objectAt, objectsAt, textAt } from '#core/capture/index.ts'
import { OBSERVABLE_TYPES, type ObservableType } from '#core/observables/index.ts'
import { type Context, joined, type One, timesOf, type Within } from './context.ts'
import { sight, takeNamed, takePair } from './sight.ts'
import { confidenceOf, takeTags } from './tags.ts'
import {
  HIDDEN_CATEGORIES,
  isNamed,
  isPair,
  type Meaning,
  meaningOf,
  productOfCpe,
  VICTIM_CATEGORY,
} from './types.ts'

export const isDeleted = (part: Loose): boolean => flagAt(part, 'deleted')

/** Takes one attribute. `within`: the object that it stands in, or null. */
export function takeAttribute(
  attribute: Loose,
  place: string,
  context: Context,
  within: Within | null = null,
): void {
  const { gathering } = context
  const type = textAt(attribute, 'type')
  const category = textAt(attribute, 'category')
  const value = textAt(attribute, 'value')
  if (isDeleted(attribute)) {
    gathering.note('revoked', place, { what: type })
    return
  }
  takeTags(attribute, place, gathering, 'part')
  noteBeside(attribute, place, context)
  if (HIDDEN_CATEGORIES.includes(category)) gathering.note('left-out', place, { what: category })
  else if (value === '') gathering.note('left-out', place, { what: `${type} without a value` })
  else
    takeValue(attribute, {
      type,
      category,
      value,
      place,
      said: saidOf(attribute, context, within),
      context,
      within,
    })
}

/** Proposals, sightings and what analysts of an instance say among themselves: named, not taken. */
const BESIDE = ['ShadowAttribute', 'Sighting', 'SharingGroup', 'Note', 'Opinion', 'Relationship'] as const

export function noteBeside(part: Loose, place: string, { gathering }: Context): void {
  for (const key of BESIDE)
    if (objectAt(part, key) || objectsAt(part, key).length > 0)
      gathering.note('left-out', `${place}.${key}`, { what: key })
}

const saidOf = (attribute: Loose, context: Context, within: Within | null): One['said'] => ({
  ...timesOf(attribute, within?.object ?? null),
  objective: flagAt(attribute, 'to_ids') ? 'detect' : 'research',
  confidence: confidenceOf(attribute) ?? context.confidence,
  comment: joined(textAt(attribute, 'comment'), within?.comment ?? ''),
})

function takeValue(attribute: Loose, one: One): void {
  const { type, category, value, place, context } = one
  const own = ownType(attribute)
  const meaning = one.within?.meaning ?? meaningOf(type)
  if (own) sight(one, { is: 'value', types: [own] }, value)
  // who a mail was sent to was its victim; addresses that data went to were not
  else if (category === VICTIM_CATEGORY || (type === 'email-dst' && category === 'Payload delivery'))
    TAKE.victim(one, { is: 'victim' })
  else if (isNamed(type)) takeNamed(one)
  else if (isPair(type)) takePair(one)
  // what others wrote about it is read, not looked for
  else if (type === 'url' && category === 'External analysis' && one.said.objective === 'research')
    context.gathering.reference(value, place)
  else if (meaning) TAKE[meaning.is](one, meaning)
  else {
    context.gathering.note('kept-as-text', place, {
      what: type === '' ? 'attribute without a type' : `type ${type}`,
    })
    takeText(one)
  }
}

type Take = (one: One, meaning: Meaning) => void

function takeText({ type, category, value, said, context, within }: One): void {
  if (/^CVE-\d{4}-\d{4,19}$/i.test(value))
    context.gathering.vulnerability({ id: value, cvss: null, exploited: null })
  const heading = within ? textAt(within.object, 'name') : type === 'port' ? 'Ports' : category
  context.gathering.text('technical', heading, said.comment ? `${value} (${said.comment})` : value)
}

/** What is done with each kind of value. */
const TAKE: Readonly<Record<Meaning['is'], Take>> = {
  value: (one, meaning) => {
    // "other" of many lines is a text that nobody looks up
    if (meaning.is !== 'value' || (one.value.includes('\n') && meaning.types[0] === 'other')) takeText(one)
    else sight(one, meaning, one.value)
  },
  text: takeText,
  reference: ({ value, place, context }) => context.gathering.reference(value, place),
  vulnerability: ({ value, said, context }) => {
    context.gathering.vulnerability({ id: value, cvss: null, exploited: null })
    if (said.comment) context.gathering.text('technical', 'Vulnerabilities', `${value}: ${said.comment}`)
  },
  product: (one) => {
    const product = productOfCpe(one.value)
    if (product) one.context.gathering.product(product.vendor, product.name, product.version)
    else takeText(one)
  },
  file: ({ value, place, context }) => context.gathering.note('file-not-taken', place, { name: value }),
  'sender-name': ({ value, context }) => context.gathering.circumstance('senderNames', value),
  lure: ({ value, context }) => context.gathering.circumstance('lures', value),
  victim: ({ type, value, said, context }) =>
    context.gathering.text('victim', '', joined(`${type}: ${value}`, said.comment ?? '')),
  person: ({ type, place, context }) =>
    context.gathering.note('left-out', place, { what: `${type}: personal data` }),
  detail: ({ type, category, place, context, within }) =>
    context.gathering.note('left-out', place, {
      what: joined(within ? textAt(within.object, 'name') : category, type),
    }),
  known: () => {},
}

/** Our own files say our type where MISP has none: tag `renkei:type="ja4"`. */
function ownType(attribute: Loose): ObservableType | null {
  for (const [tag] of objectsAt(attribute, 'Tag')) {
    const said = /^renkei:type="([a-z0-9-]{2,20})"$/.exec(textAt(tag, 'name'))?.[1]
    const type = OBSERVABLE_TYPES.find((one) => one === said)
    if (type) return type
  }
  return null
}
