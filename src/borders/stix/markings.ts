import {
  type Gathering,
  type Loose,
  labelOfTag,
  objectsAt,
  type SaidLabel,
  textAt,
  textsAt,
  tlpOfWord,
} from '#core/capture/index.ts'
import { TLP, type Tlp } from '#core/envelope/index.ts'
import { insideOf, type StixObject } from './object.ts'

/** The extension that carries TLP 2.0, and its five fixed objects (OASIS common objects). */
export const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
export const TLP_MARKINGS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
}
/** The four objects of TLP 1 in the specification itself (STIX 2.1 §7.2.1.4). */
const TLP_1_MARKINGS: Readonly<Record<string, string>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'WHITE',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
}
const IEP_EXTENSION = 'extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a'

/** What a marking says: a label, or words (a statement, a policy). */
type Marking = { readonly label: SaidLabel } | { readonly words: string }
export type MarkingTable = ReadonlyMap<string, readonly Marking[]>

const byWord = (word: string, tlp1: boolean, said = `TLP:${word.toUpperCase()}`): Marking => ({
  label: { said, tlp: tlpOfWord(word), pap: null, tlp1 },
})

/** All markings that an id may name: the fixed ones, and those that the file brings along. */
export function markingTable(objects: readonly StixObject[]): MarkingTable {
  const table = new Map<string, readonly Marking[]>()
  for (const object of objects) {
    if (object.type === 'marking-definition') table.set(object.id, definitionsOf(object))
  }
  // a file does not change what these mean
  for (const label of TLP) table.set(TLP_MARKINGS[label], [byWord(label, false)])
  for (const [id, word] of Object.entries(TLP_1_MARKINGS)) table.set(id, [byWord(word, true)])
  return table
}

/** One definition may say several things: an IEP has a label of its own. A label that somebody gave a new id counts. */
function definitionsOf({ raw, id }: StixObject): Marking[] {
  const extensions = insideOf(raw, 'extensions')
  const definition = insideOf(raw, 'definition')
  const found: Marking[] = []
  const second = textAt(insideOf(extensions, TLP_EXTENSION), 'tlp_2_0')
  if (second !== '') found.push(byWord(second, false))
  const first = textAt(definition, 'tlp')
  if (first !== '') found.push(byWord(first, true))
  const iep = insideOf(extensions, IEP_EXTENSION)
  const label = textAt(iep, 'tlp')
  if (label !== '') found.push(byWord(label, true, `IEP tlp: ${label}`))
  if (Object.keys(iep).length > 0) found.push({ words: iepWords(iep) })
  const statement = textAt(definition, 'statement')
  if (statement !== '') found.push(inWords(statement))
  const name = textAt(raw, 'name')
  return found.length > 0 ? found : [inWords(name || id)]
}

function inWords(words: string): Marking {
  const label = labelOfTag(words)
  return label === null ? { words } : { label }
}

const iepWords = (iep: Loose): string =>
  `FIRST IEP: ${Object.keys(iep)
    .filter((key) => key !== 'extension_type' && textAt(iep, key) !== '')
    .map((key) => `${key}: ${textAt(iep, key)}`)
    .join('; ')}`

/**
 * Tells every marking of an object to the gathering, which keeps the strictest: on the whole, on parts of it (granular:
 * what is marked in part is marked whole here), and written as a label. Words are kept with the technical text.
 */
export function markBy(object: StixObject, table: MarkingTable, into: Gathering): void {
  const onWhole = textsAt(object.raw, 'object_marking_refs').map((id, index) => ({
    id,
    place: `${object.place}.object_marking_refs[${index}]`,
  }))
  const onParts = objectsAt(object.raw, 'granular_markings').map(([one, index]) => ({
    id: textAt(one, 'marking_ref'), // none where it tells a language
    place: `${object.place}.granular_markings[${index}]`,
  }))
  for (const { id, place } of [...onWhole, ...onParts]) {
    if (id === '') continue
    const markings = table.get(id)
    if (markings === undefined) into.note('unknown-label', place, { said: id })
    for (const marking of markings ?? []) {
      if ('label' in marking) into.label(marking.label, place)
      else {
        into.text('technical', 'Marking', marking.words)
        into.note('kept-as-text', place, { what: 'marking' })
      }
    }
  }
  for (const [index, label] of textsAt(object.raw, 'labels').entries())
    into.tag(label, `${object.place}.labels[${index}]`)
}

/** What markings say that mark nothing here: a file of definitions alone. */
export function tellMarkings(objects: readonly StixObject[], table: MarkingTable, into: Gathering): void {
  for (const { id } of objects) {
    for (const marking of table.get(id) ?? []) {
      into.text('technical', 'Marking', 'label' in marking ? marking.label.said : marking.words)
    }
  }
}
