import { flagAt, type Loose, numberAt, objectsAt, textAt } from '#core/capture/index.ts'
import { isDeleted, noteBeside, takeAttribute } from './attribute.ts'
import { type Context, joined, type Within } from './context.ts'
import { isHashType } from './sight.ts'
import { takeTags } from './tags.ts'
import type { Meaning } from './types.ts'
import { takeVulnerability } from './vulnerability.ts'

const DETAIL: Meaning = { is: 'detail' }
const KNOWN: Meaning = { is: 'known' }
const VICTIM: Meaning = { is: 'victim' }

/**
 * What the attributes of a template are, where their type does not tell it (MISP object templates): by name of the
 * template and relation. `*`: every relation that is not named and is only text.
 */
type Template = Readonly<Record<string, Meaning>>
const TEMPLATES: Readonly<Record<string, Template>> = {
  email: {
    to: VICTIM,
    cc: VICTIM,
    bcc: VICTIM,
    'to-display-name': VICTIM,
    'cc-display-name': VICTIM,
    'bcc-display-name': VICTIM,
    'reply-to-display-name': { is: 'sender-name' },
    'user-agent': { is: 'value', types: ['user-agent'] },
    header: DETAIL,
    '*': DETAIL,
  },
  'android-app': { certificate: { is: 'value', types: ['certificate'] }, '*': DETAIL },
  x509: { '*': DETAIL },
  elf: { '*': DETAIL },
  macho: { '*': DETAIL },
  pe: { 'original-filename': DETAIL, 'internal-filename': DETAIL, '*': DETAIL },
  'pe-section': { '*': DETAIL },
  'elf-section': { '*': DETAIL },
  file: { fullpath: { is: 'value', types: ['path'] }, path: { is: 'value', types: ['path'] }, '*': DETAIL },
  yara: { '*': DETAIL },
  url: { domain: KNOWN, host: KNOWN, domain_without_tld: KNOWN, '*': KNOWN },
  phishing: { 'internal-reference': DETAIL, '*': DETAIL },
  'domain-ip': { '*': DETAIL },
  'ip-port': { '*': DETAIL },
  'network-connection': { '*': DETAIL },
  'registry-key': { '*': DETAIL },
  whois: { '*': DETAIL },
  'passive-dns': { '*': DETAIL },
  'bank-account': {
    account: { is: 'value', types: ['bank-account'] },
    iban: { is: 'value', types: ['bank-account'] },
    '*': DETAIL,
  },
  ja3: { '*': DETAIL },
  'ja4-plus': { ja4: { is: 'value', types: ['ja4'] }, '*': DETAIL },
  geolocation: { '*': DETAIL },
  'virustotal-report': { '*': DETAIL },
  'sandbox-report': { '*': DETAIL },
  crypto: { '*': DETAIL },
}
/** Templates that are sentences and readable as they are. */
const READABLE = new Set([
  'regexp',
  'device',
  'weakness',
  'attack-pattern',
  'annotation',
  'course-of-action',
  'timeline',
  'internal-reference',
  'script',
  'command-line',
  'process',
  'attack-step',
  'task',
])
/** About human beings, or what only its owner may hold (R10). */
const PERSONAL = new Set([
  'person',
  'credential',
  'legal-entity',
  'user-account',
  'passport',
  'organization',
  'transaction',
  'persnl-personal-information',
])

// names come from strangers: `constructor` is a name like any other
const templateOf = (name: string): Template | null =>
  Object.hasOwn(TEMPLATES, name) ? (TEMPLATES[name] ?? null) : null
const meaningIn = (template: Template, relation: string): Meaning | undefined =>
  Object.hasOwn(template, relation) ? template[relation] : undefined

/** Takes one object with all that stands in it. */
export function takeObject(object: Loose, place: string, context: Context): void {
  const { gathering } = context
  const name = textAt(object, 'name')
  if (isDeleted(object)) {
    gathering.note('revoked', place, { what: `object ${name}` })
    return
  }
  takeTags(object, place, gathering, 'part')
  noteBeside(object, place, context)
  const attributes = objectsAt(object, 'Attribute').filter(([attribute, index]) => {
    if (isDeleted(attribute))
      gathering.note('revoked', `${place}.Attribute[${index}]`, { what: textAt(attribute, 'type') })
    return !isDeleted(attribute)
  })
  if (PERSONAL.has(name)) gathering.note('left-out', place, { what: `object ${name}: personal data` })
  else if (name === 'vulnerability') takeVulnerability(object, attributes, place, context)
  else if (name === 'victim') takeVictim(object, attributes, context)
  else if (name === 'report') takeReport(attributes, place, context)
  else if (name === 'av-signature') takeDetection(attributes, context)
  else if (READABLE.has(name) || !templateOf(name)) takeWords(object, name, attributes, place, context)
  else takeByTemplate(object, name, attributes, place, context)
}

type Attributes = ReadonlyArray<readonly [Loose, number]>

const textOf = (attributes: Attributes, relation: string): string =>
  textAt(attributes.find(([one]) => textAt(one, 'object_relation') === relation)?.[0] ?? {}, 'value')

const isWords = (type: string): boolean => type === 'text' || type === 'comment' || type === 'weakness'

/** An object of sentences, or of a template that we do not know: its words become one line, the rest goes by its types. */
function takeWords(
  object: Loose,
  name: string,
  attributes: Attributes,
  place: string,
  context: Context,
): void {
  const within = withinOf(object, name, attributes)
  const lines = new Map<string, string[]>()
  for (const [attribute, index] of attributes) {
    const relation = textAt(attribute, 'object_relation') || textAt(attribute, 'type')
    if (isWords(textAt(attribute, 'type')))
      lines.set(relation, [...(lines.get(relation) ?? []), textAt(attribute, 'value')])
    else takeAttribute(attribute, `${place}.Attribute[${index}]`, context, within)
  }
  if (lines.size === 0) return
  const words = [...lines].map(([relation, values]) => `${relation}: ${values.join(', ')}`)
  context.gathering.text('technical', name || 'object', joined(...words, textAt(object, 'comment')))
  if (!READABLE.has(name)) context.gathering.note('kept-as-text', place, { what: `object ${name}` })
}

function takeByTemplate(
  object: Loose,
  name: string,
  attributes: Attributes,
  place: string,
  context: Context,
): void {
  const template = templateOf(name) ?? {}
  const within = withinOf(object, name, attributes)
  const hashed = attributes.some(([one]) => isHashType(textAt(one, 'type')))
  for (const [attribute, index] of attributes) {
    const relation = textAt(attribute, 'object_relation')
    const type = textAt(attribute, 'type')
    const meaning = meaningIn(template, relation) ?? (isWords(type) ? template['*'] : undefined)
    if (name === 'phishing' && relation === 'target')
      context.gathering.circumstance('impersonated', textAt(attribute, 'value'))
    else if (!isAside(name, type, relation, hashed && !flagAt(attribute, 'to_ids')))
      takeAttribute(attribute, `${place}.Attribute[${index}]`, context, { ...within, meaning })
  }
}

/** What goes with the other values of its object. A file name is looked for beside its hashes only where the file says so. */
const isAside = (name: string, type: string, relation: string, named: boolean): boolean =>
  type === 'port' ||
  (type === 'filename' && named) ||
  (type === 'size-in-bytes' && name === 'file') ||
  (isWords(type) && (relation === 'text' || relation === 'comment' || isNaming(name, relation)))

/** Texts of a template that name the thing itself: they go into the comment of what is found in it. */
const isNaming = (name: string, relation: string): boolean =>
  (name === 'android-app' && (relation === 'name' || relation === 'appid')) ||
  (name === 'yara' && relation === 'yara-rule-name')

function withinOf(object: Loose, name: string, attributes: Attributes): Within {
  const ofType = (type: string): Loose[] =>
    attributes.flatMap(([one]) => (textAt(one, 'type') === type ? [one] : []))
  const ports = new Set(ofType('port').map((one) => textAt(one, 'value')))
  const size = ofType('size-in-bytes')[0]
  return {
    object,
    names: ofType('filename').map((one) => textAt(one, 'value')),
    size: size ? numberAt(size, 'value') : null,
    comment: joined(
      textOf(attributes, 'text'),
      textOf(attributes, 'comment'),
      ...attributes.flatMap(([one]) =>
        isNaming(name, textAt(one, 'object_relation')) ? [textAt(one, 'value')] : [],
      ),
      ports.size > 0 && name !== 'url' ? `port ${[...ports].join(', ')}` : '',
      textAt(object, 'comment'),
    ),
  }
}

function takeVictim(object: Loose, attributes: Attributes, context: Context): void {
  for (const [one] of attributes)
    context.gathering.text('victim', '', `${textAt(one, 'object_relation')}: ${textAt(one, 'value')}`)
  context.gathering.text('victim', '', textAt(object, 'comment'))
}

/** The template `report` is the one place where MISP has a summary. */
function takeReport(attributes: Attributes, place: string, context: Context): void {
  for (const [one, index] of attributes) {
    const relation = textAt(one, 'object_relation')
    if (relation === 'summary') context.gathering.text('summary', '', textAt(one, 'value'))
    else if (relation === 'case-number' || relation === 'type')
      context.gathering.note('left-out', place, { what: `report ${relation}` })
    else takeAttribute(one, `${place}.Attribute[${index}]`, context)
  }
}

function takeDetection(attributes: Attributes, context: Context): void {
  const said = [textOf(attributes, 'software'), textOf(attributes, 'signature')].filter((text) => text !== '')
  context.gathering.text('technical', 'Antivirus detection', said.join(': '))
}
