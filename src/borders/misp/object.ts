import { flagAt, type Loose, numberAt, objectsAt, textAt } from '#core/capture/index.ts'
import { isDeleted, isHashType, takeAttribute, type Within } from './attribute.ts'
import { type Context, joined } from './context.ts'
import { takeTags } from './tags.ts'
import type { Meaning } from './types.ts'
import { takeVulnerability } from './vulnerability.ts'

const DETAIL: Meaning = { is: 'detail' }
const VICTIM: Meaning = { is: 'victim' }

/**
 * What the attributes of a template are, where their type does not tell it (MISP object templates): by name of the
 * template and relation. `*`: every relation that is not named and is only text.
 */
const TEMPLATES: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
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
  url: { domain: DETAIL, host: DETAIL, domain_without_tld: DETAIL, port: DETAIL, '*': DETAIL },
  phishing: { 'internal-reference': DETAIL, '*': DETAIL },
  'domain-ip': { port: DETAIL, '*': DETAIL },
  'ip-port': { 'dst-port': DETAIL, 'src-port': DETAIL, '*': DETAIL },
  'network-connection': { 'dst-port': DETAIL, 'src-port': DETAIL, '*': DETAIL },
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

/** Takes one object with all that stands in it. */
export function takeObject(object: Loose, place: string, context: Context): void {
  const { gathering } = context
  const name = textAt(object, 'name')
  if (isDeleted(object)) return gathering.note('revoked', place, { what: `object ${name}` })
  takeTags(object, place, gathering, 'part')
  const attributes = objectsAt(object, 'Attribute').filter(([attribute, index]) => {
    if (!isDeleted(attribute)) return true
    gathering.note('revoked', `${place}.Attribute[${index}]`, { what: textAt(attribute, 'type') })
    return false
  })
  if (PERSONAL.has(name)) return gathering.note('left-out', place, { what: `object ${name}: personal data` })
  if (name === 'vulnerability') return takeVulnerability(object, attributes, place, context)
  if (name === 'victim') return takeVictim(object, attributes, context)
  if (name === 'report') return takeReport(attributes, place, context)
  if (name === 'av-signature') return takeDetection(attributes, context)
  takeByTemplate(object, name, attributes, place, context)
}

type Attributes = ReadonlyArray<readonly [Loose, number]>

const valueOf = (attributes: Attributes, relation: string): string =>
  textAt(attributes.find(([one]) => textAt(one, 'object_relation') === relation)?.[0] ?? {}, 'value')

function takeByTemplate(
  object: Loose,
  name: string,
  attributes: Attributes,
  place: string,
  context: Context,
): void {
  const template = TEMPLATES[name]
  const hashed = attributes.some(([one]) => isHashType(textAt(one, 'type')))
  const within: Within = {
    object,
    names: attributes
      .filter(([one]) => textAt(one, 'type') === 'filename')
      .map(([one]) => textAt(one, 'value')),
    size:
      attributes
        .map(([one]) => (textAt(one, 'type') === 'size-in-bytes' ? numberAt(one, 'value') : null))
        .find((size) => size !== null) ?? null,
    comment: asideOf(object, name, attributes),
  }
  const lines: string[] = []
  for (const [attribute, index] of attributes) {
    const relation = textAt(attribute, 'object_relation')
    const type = textAt(attribute, 'type')
    const isText = type === 'text' || type === 'comment'
    const here = `${place}.Attribute[${index}]`
    if (name === 'phishing' && relation === 'target')
      context.gathering.circumstance('impersonated', textAt(attribute, 'value'))
    // the name of a file that has hashes is theirs; alone it is looked for only where the file says so
    else if (type === 'filename' && hashed && !flagAt(attribute, 'to_ids')) continue
    else if (type === 'size-in-bytes' && hashed) continue
    else if (
      isText &&
      (relation === 'text' || relation === 'comment' || isNaming(name, relation)) &&
      template
    )
      continue
    else if (isText && !template?.[relation] && (!template || template['*'] === undefined))
      lines.push(`${relation || type}: ${textAt(attribute, 'value')}`)
    else
      takeAttribute(attribute, here, context, {
        ...within,
        meaning: template?.[relation] ?? (isText ? template?.['*'] : undefined),
      })
  }
  if (lines.length === 0) return
  context.gathering.text('technical', name || 'object', joined(...lines, textAt(object, 'comment')))
  if (!READABLE.has(name)) context.gathering.note('kept-as-text', place, { what: `object ${name}` })
}

/** Texts of a template that name the thing itself: they go into the comment of what is found in it. */
const isNaming = (template: string, relation: string): boolean =>
  (template === 'android-app' && (relation === 'name' || relation === 'appid')) ||
  (template === 'yara' && relation === 'yara-rule-name')

function asideOf(object: Loose, name: string, attributes: Attributes): string {
  const ports = attributes.flatMap(([one]) =>
    textAt(one, 'type') === 'port' && name !== 'url' ? [textAt(one, 'value')] : [],
  )
  return joined(
    valueOf(attributes, 'text'),
    valueOf(attributes, 'comment'),
    ...attributes.flatMap(([one]) =>
      isNaming(name, textAt(one, 'object_relation')) ? [textAt(one, 'value')] : [],
    ),
    ports.length > 0 ? `port ${[...new Set(ports)].join(', ')}` : '',
    textAt(object, 'comment'),
  )
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
    else takeAttribute(one, `${place}.Attribute[${index}]`, context, null)
  }
}

function takeDetection(attributes: Attributes, context: Context): void {
  const [software, signature] = [valueOf(attributes, 'software'), valueOf(attributes, 'signature')]
  context.gathering.text(
    'technical',
    'Antivirus detection',
    [software, signature].filter((text) => text !== '').join(': '),
  )
}
