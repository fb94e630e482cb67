import { type Gathering, isLoose, memberOf, objectAt, textAt, textsAt, timeAt } from '#core/capture/index.ts'
import { confidenceOf, sighted } from './indicator.ts'
import { noteLeftOut } from './left-out.ts'
import { nameOf, recordsOf, type StixObject } from './object.ts'
import { OBSERVABLES, observe } from './observable.ts'
import type { World } from './world.ts'

/**
 * Takes what was observed: to study, not to detect, for nobody said that one should look for it. An account that was
 * seen is the victim's side, and so is whoever received a mail; the contacts of an identity are nobody's business here.
 */
export function takeObserved(members: readonly StixObject[], world: World, into: Gathering): void {
  const seenIn = new Map<string, StixObject>()
  const observables: StixObject[] = []
  for (const member of members) {
    if (OBSERVABLES.has(member.type)) observables.push(member)
    if (member.type !== 'observed-data') continue
    for (const id of textsAt(member.raw, 'object_refs')) seenIn.set(id, member)
    for (const inline of inlineOf(member)) {
      observables.push(inline)
      seenIn.set(inline.id, member)
    }
  }
  noteLeftOut(observables, into)
  const recipients = new Set(observables.flatMap((object) => inFile(object, observe(object).recipients)))
  const contacts = contactsOf(members)
  for (const object of observables) {
    if (contacts.has(object.id)) into.note('left-out', object.place, { what: 'contact of an identity' })
    else if (recipients.has(object.id)) into.text('victim', 'Mail recipients', nameOf(object))
    else if (object.type === 'software') takeSoftware(object, world, into)
    else take(object, seenIn.get(object.id) ?? null, into)
  }
}

function take(object: StixObject, seenIn: StixObject | null, into: Gathering): void {
  const { found, senderNames } = observe(object)
  for (const name of senderNames) into.circumstance('senderNames', name)
  for (const one of found) {
    if (object.type === 'user-account') {
      into.text('victim', 'Accounts', `${one.aside}: ${one.value}`)
      continue
    }
    if (one.types[0] === 'mail-subject') into.circumstance('mailSubjects', one.value)
    if (one.types[0] === 'phone') into.circumstance('telephones', one.value)
    if (one.types[0] === 'bank-account') into.circumstance('bankAccounts', one.value)
    const facts = {
      objective: 'research' as const,
      confidence: seenIn === null ? null : confidenceOf(seenIn),
      firstSeen: seenIn === null ? null : timeAt(seenIn.raw, 'first_observed'),
      lastSeen: seenIn === null ? null : timeAt(seenIn.raw, 'last_observed'),
      comment: '',
    }
    into.indicator(sighted(one, facts), object.place)
  }
  if (memberOf(object.raw, 'payload_bin') !== undefined) {
    into.note('file-not-taken', object.place, { name: nameOf(object) })
  }
}

/** Affected only where the file says that it has the vulnerability; else it is told. */
function takeSoftware({ raw, id }: StixObject, world: World, into: Gathering): void {
  const [vendor, name, version] = [textAt(raw, 'vendor'), textAt(raw, 'name'), textAt(raw, 'version')]
  const isAffected = world
    .from(id)
    .some(
      (one) =>
        textAt(one.raw, 'relationship_type') === 'has' &&
        world.get(textAt(one.raw, 'target_ref'))?.type === 'vulnerability',
    )
  if (isAffected) into.product(vendor, name, version)
  else into.text('technical', 'Software', [vendor, name, version].filter((text) => text !== '').join(' '))
}

/** The inline objects of `observed-data` in 2.0; they refer to each other by their keys. */
function inlineOf({ raw, place, id }: StixObject): StixObject[] {
  const inline = objectAt(raw, 'objects') ?? {}
  return Object.entries(inline).flatMap(([key, value]) =>
    isLoose(value) && textAt(value, 'type') !== ''
      ? [{ type: textAt(value, 'type'), id: `${id}#${key}`, place: `${place}.objects.${key}`, raw: value }]
      : [],
  )
}

const inFile = ({ id }: StixObject, refs: readonly string[]): string[] => {
  const at = id.indexOf('#')
  return at < 0 ? [...refs] : refs.map((ref) => `${id.slice(0, at)}#${ref}`)
}

/** Addresses and accounts that an identity gives as its own (extension "contact details"). */
function contactsOf(members: readonly StixObject[]): ReadonlySet<string> {
  const identities = members.filter(({ type }) => type === 'identity')
  return new Set(
    identities.flatMap(({ raw }) =>
      Object.values(objectAt(raw, 'extensions') ?? {}).flatMap((extension) =>
        isLoose(extension)
          ? Object.keys(extension).flatMap((list) =>
              recordsOf(extension, list).flatMap((one) =>
                Object.keys(one)
                  .filter((key) => key.endsWith('_ref'))
                  .map((key) => textAt(one, key)),
              ),
            )
          : [],
      ),
    ),
  )
}
