import { domainToASCII } from 'node:url'
import { z } from '@hono/zod-openapi'
import type { Reason, TextParams } from '#core/errors/index.ts'
import { codePointName, forbiddenInLine, forbiddenInProse } from './characters.ts'
import { limits } from './limits.ts'
import { canonicalNetwork } from './network.ts'

/**
 * Fields of requests and answers. Text arrives in NFC, trimmed, without characters that deceive. Values that are
 * not strings inside are codecs: `instant()` is a string on the wire and a `Date` for the act, both ways.
 */

type Fault = { reason: Reason; params?: TextParams }

/** A custom fault of a field, in the shape that `placesOf` reads. */
const fault = (fault: Fault, input: unknown) => ({ code: 'custom' as const, params: { ...fault }, input })

const check =
  (forbidden: (text: string) => string | null) =>
  (context: { value: string; issues: unknown[] }): void => {
    const found = forbidden(context.value)
    if (found !== null)
      context.issues.push(
        fault({ reason: 'forbidden_character', params: { character: codePointName(found) } }, context.value),
      )
  }

const text = (max: number) => z.string().max(max).normalize('NFC').trim()

/** A name of a person, team, group: one line, 1 to `max` characters. */
export const name = (max: number = limits.name) => text(max).min(1).check(check(forbiddenInLine))

/** One line of text that may be empty: a title, a reason in a form. */
export const line = (max: number = limits.line) => text(max).check(check(forbiddenInLine))

/** Text of several lines; line ends become `\n`. May be empty. */
export const prose = (max: number = limits.prose) =>
  text(max)
    .overwrite((value) => value.replaceAll('\r\n', '\n'))
    .check(check(forbiddenInProse))

/** A word of our own in requests: role, kind, code. Lower-case ASCII, digits, `_`, `-`, `.`. */
export const word = (max = 64) =>
  z
    .string()
    .max(max)
    .regex(/^[a-z0-9][a-z0-9_.-]*$/)

/** A random identifier (UUID), in lower case. */
export const id = () => z.uuid().toLowerCase()

const instantOnWire = z.iso.datetime({ offset: true })

/** A moment: RFC 3339 with an offset on the wire, `Date` inside; between the years 1900 and 2200. */
export const instant = () =>
  z
    .codec(instantOnWire, z.date().min(new Date('1900-01-01')).max(new Date('2200-01-01')), {
      decode: (wire) => new Date(wire),
      encode: (date) => date.toISOString(),
    })
    .openapi({ type: 'string', format: 'date-time' })

/** A domain name with at least two labels, in lower-case ASCII (IDNA A-labels). RFC 1123 §2.1. */
export const hostName = () =>
  z
    .string()
    .max(limits.hostName)
    .overwrite(canonicalHost)
    .check((context) => {
      if (!isHostName(context.value)) context.issues.push(fault({ reason: 'not_host_name' }, context.value))
    })

const canonicalHost = (written: string): string => {
  const trimmed = written.trim().replace(/\.$/, '')
  // anything but a bare name must not be talked into one by the URL parser
  return /[\s/:@\\?#%[\]]/.test(trimmed) ? trimmed : domainToASCII(trimmed) || trimmed
}

const isHostName = (host: string): boolean =>
  host.length <= limits.hostName &&
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/.test(host)

/**
 * A mail address that we would send to: dot-atom local part (RFC 5321 §4.1.2, no quoted strings, no comments),
 * domain in lower-case ASCII. One address, so no header can be smuggled in behind it.
 */
export const email = () =>
  z
    .string()
    .max(limits.email)
    .overwrite((written) => {
      const at = written.lastIndexOf('@')
      return at < 0 ? written : `${written.slice(0, at).trim()}@${canonicalHost(written.slice(at + 1))}`
    })
    .check((context) => {
      if (!isEmail(context.value)) context.issues.push(fault({ reason: 'not_email' }, context.value))
    })
    .openapi({ format: 'email' })

const isEmail = (address: string): boolean => {
  const [local = '', domain = '', ...more] = address.split('@')
  return (
    more.length === 0 &&
    address.length <= limits.email &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    local.length <= 64 &&
    (isHostName(domain) || domain === 'localhost')
  )
}

/** An IP network in its one canonical form: `192.0.2.0/24`, `2001:db8::/32`. An address alone is its network. */
export const cidr = () =>
  z
    .string()
    .max(64)
    .overwrite((written) => canonicalNetwork(written.trim()) ?? written)
    .check((context) => {
      if (canonicalNetwork(context.value) === null)
        context.issues.push(fault({ reason: 'not_network' }, context.value))
    })

/** An `https` address without credentials, written as browsers write it. */
export const webAddress = () =>
  z
    .string()
    .max(limits.webAddress)
    .overwrite((written) =>
      forbiddenInLine(written) ? written : (URL.parse(written.trim())?.href ?? written),
    )
    .check((context) => {
      const url = forbiddenInLine(context.value) ? null : URL.parse(context.value)
      if (url?.protocol !== 'https:' || url.username || url.password)
        context.issues.push(fault({ reason: 'not_web_address' }, context.value))
    })
    .openapi({ format: 'uri' })

/** A language of the product. */
export const language = () => z.enum(['ja', 'en'])

/** Any JSON, for what another module's schema has checked already. */
export const anyJson = () =>
  z.json().openapi({ type: ['object', 'array', 'string', 'number', 'boolean', 'null'] })

/** A list, never longer than the limit. */
export const list = <T extends z.ZodType>(entry: T, max: number = limits.list) => z.array(entry).max(max)

/** Number of a version or revision, from 1, no larger than the database counts. */
export const revision = () => z.int().min(1).max(2_147_483_647)

/** In a query: a whole number from `min` to `max`. */
export const count = (min: number, max: number) =>
  z
    .codec(z.string().regex(/^(0|[1-9]\d{0,8})$/), z.int().min(min).max(max), {
      decode: Number,
      encode: String,
    })
    .openapi({ type: 'integer', minimum: min, maximum: max })

/** Where a page of a list ended: its order's key, and the entry that stood there. */
export interface PlaceInList<Key> {
  readonly key: Key
  readonly id: string
}

/**
 * A place in a list, as `next` of one page tells it and `after` of the next sends it back: `<key>~<id>`. Whatever
 * else comes is refused, for whoever sends it would take the first page for the one that follows.
 */
export const place = <Key>(key: z.ZodType<Key, string>) =>
  z
    .codec(z.string().max(limits.line), z.custom<PlaceInList<Key>>(), {
      decode: (wire, context) => {
        const at = wire.lastIndexOf('~')
        const [read, id] = [z.safeDecode(key, wire.slice(0, Math.max(0, at))), wire.slice(at + 1)]
        if (at > 0 && read.success && z.uuid().safeParse(id).success) return { key: read.data, id }
        context.issues.push(fault({ reason: 'not_place' }, wire))
        return z.NEVER
      },
      encode: ({ key: value, id }) => `${z.encode(key, value)}~${id}`,
    })
    .openapi({ type: 'string' })

/** In a query: `true` or `false`. */
export const flag = () =>
  z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' }).openapi({ type: 'boolean' })

/** In a query: a name that may be given several times. */
export const several = <T extends z.ZodType>(entry: T, max: number = limits.list) =>
  z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), list(entry, max))

/** Names of fields whose text is not one line: several lines, or kept letter by letter (what its type alone judges). */
interface Kept {
  readonly prose?: readonly string[]
  readonly asIs?: readonly string[]
}

/**
 * A value of another ring's schema, every text of which, however deep, is held to what `line` holds: NFC, trimmed,
 * without characters that deceive.
 */
export const plainWithin = <T extends z.ZodType>(schema: T, { prose = [], asIs = [] }: Kept = {}) =>
  schema
    .overwrite(
      (value) => mapTexts(value, (text, name) => (asIs.includes(name) ? text : plain(text))) as never,
    )
    .check((context) => {
      mapTexts(context.value, (text, name, path) => {
        const found = asIs.includes(name)
          ? null
          : prose.includes(name)
            ? forbiddenInProse(text)
            : forbiddenInLine(text)
        if (found !== null)
          context.issues.push({
            ...fault({ reason: 'forbidden_character', params: { character: codePointName(found) } }, text),
            path: [...path],
          })
        return text
      })
    })

const plain = (text: string): string => text.normalize('NFC').trim().replaceAll('\r\n', '\n')

/** The same value with each text replaced; `name` is the nearest field around it. */
function mapTexts(
  value: unknown,
  each: (text: string, name: string, path: readonly PropertyKey[]) => string,
  name = '',
  path: readonly PropertyKey[] = [],
): unknown {
  if (typeof value === 'string') return each(value, name, path)
  if (Array.isArray(value)) return value.map((inner, at) => mapTexts(inner, each, name, [...path, at]))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, each, key, [...path, key])]),
  )
}
