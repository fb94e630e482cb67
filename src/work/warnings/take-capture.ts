import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Capture, type CaptureFormat, type CaptureNote, cut } from '#core/capture/index.ts'
import {
  type Attribution,
  compareTlp,
  defaultReach,
  defaultTlp,
  type Envelope,
  type Language,
  type PartKind,
  type Tlp,
} from '#core/envelope/index.ts'
import { notFound } from '#core/errors/index.ts'
import { type DraftPart, ownParts, type SealSource } from '#people/access/index.ts'
import { insertIndicators, summaryOf } from '#work/indicators/index.ts'
import { draftWarning } from './draft.ts'
import { captureOf, insertCapture, insertOriginal, originalOf } from './store.ts'

/** What the person who brings a file says of it. */
export interface Taking {
  /** *Are you the source?* If not, it keeps its outside source and marking (R27). */
  readonly ours: boolean
  readonly attribution: Attribution
  /** For a file that does not tell its language. */
  readonly language: Language
  readonly fileName: string
  /** The file, as `keepOriginal` has kept it. */
  readonly original: string
}

/** A hand over a table is enough to read it: longest texts of a draft. */
const HEADLINE = 200
const TEXT = 50_000

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)
/** JSON becomes a fifth of itself at once; more work saves little. */
const FAST = 1

/** Keeps a file that was brought in, once for all drafts that are made of it. @returns what `takeCapture` names it by */
export async function keepOriginal(act: Act, bytes: Uint8Array, keys: Keys): Promise<string> {
  const id = randomUUID()
  const packed = await pack(bytes, { level: FAST })
  await insertOriginal(act.sql, id, keys.seal(packed.toString('base64'), placeOf(id)))
  return id
}

/**
 * Makes a draft out of what a border has read: technical and victim information apart (R1), each under the label of
 * its source or the usual one, whichever is stricter for it; indicators, fields, and the file itself kept beside.
 */
export async function takeCapture(
  act: Act,
  capture: Capture,
  taking: Taking,
  seal: SealSource,
): Promise<{ number: string; notes: readonly CaptureNote[] }> {
  const notes = [...capture.notes, ...cutOff(capture)]
  const parts = partsOf(capture, taking)
  const { attribution } = taking
  const { number } = await draftWarning(
    act,
    { exercise: capture.exercise, attribution, urgency: 'normal', parts },
    seal,
  )
  const rows = await ownParts(act, number)
  const technical = rows.find((row) => row.kind === 'technical')
  if (!technical) throw notFound()
  await insertIndicators(act.sql, technical, capture.indicators)
  await insertCapture(act.sql, {
    item: technical.item_id,
    format: capture.format,
    source: capture.source,
    reference: capture.reference,
    notes,
    fileName: taking.fileName,
    original: taking.original,
    at: act.at,
  })
  act.record({
    act: 'warning.capture',
    subject: { kind: 'item', id: technical.item_id },
    detail: { format: capture.format, indicators: capture.indicators.length, ours: taking.ours },
    sealedActor: attribution === 'withheld',
  })
  return { number, notes }
}

/** What a draft was made from, for its originator. @throws Refusal `not_found`, also where it was written by hand */
export async function readCapture(act: Act, number: string) {
  const { format, source, reference, file_name, taken_at, notes } = await ownCapture(act, number)
  return {
    // written by us, from the lists of core/capture
    format: format as CaptureFormat,
    source,
    reference,
    fileName: file_name,
    takenAt: taken_at,
    notes: notes as unknown as readonly CaptureNote[],
  }
}

async function ownCapture(act: Act, number: string) {
  const rows = await ownParts(act, number)
  const capture = await captureOf(act.sql, rows[0]?.item_id ?? '')
  if (!capture) throw notFound()
  return capture
}

/** The file itself, as it came. @throws Refusal `not_found` */
export async function readOriginal(
  act: Act,
  number: string,
  keys: Keys,
): Promise<{ name: string; bytes: Uint8Array }> {
  const capture = await ownCapture(act, number)
  const original = await originalOf(act.sql, capture.original_id)
  if (!original) throw notFound()
  const packed = Buffer.from(keys.unseal(original.file, placeOf(original.id)), 'base64')
  act.record({ act: 'warning.read-original', subject: { kind: 'item', id: capture.item_id } })
  return { name: capture.file_name, bytes: await unpack(packed) }
}

/** What a draft has no room for is told, never lost in silence: the file has it. */
function cutOff(capture: Capture): CaptureNote[] {
  const long = [
    ['title', capture.title, HEADLINE],
    ['text', textOf(capture), TEXT],
    ['victim', capture.victim, TEXT],
  ] as const
  return long.flatMap(([place, text, most]): CaptureNote[] =>
    text.length <= most
      ? []
      : [{ code: 'left-out', place, params: { what: `…${text.slice(most, most + 60)}…` } }],
  )
}

const textOf = ({ summary, technical }: Capture): string =>
  [summary, technical].filter((one) => one !== '').join('\n\n')

const placeOf = (id: string) => ({ table: 'warnings.originals', column: 'file', row: id })

function partsOf(capture: Capture, taking: Taking): DraftPart[] {
  const { techniques, vulnerabilities, products, references, circumstances } = capture
  const details = {
    techniques: [...techniques],
    vulnerabilities: [...vulnerabilities],
    products: [...products],
    references: [...references],
    circumstances: mutable(circumstances),
  }
  const technical = part('technical', textOf(capture), capture, taking)
  const indicators = summaryOf(capture.indicators)
  const first = { ...technical, content: { ...technical.content, details, indicators } }
  return capture.victim === '' ? [first] : [first, part('victim', capture.victim, capture, taking)]
}

function part(kind: PartKind, text: string, capture: Capture, taking: Taking): DraftPart {
  const tlp = labelFor(kind, capture.tlp.label)
  const envelope: Envelope = {
    kind,
    language: capture.language ?? taking.language,
    audience: { include: [], exclude: [] },
    reach: defaultReach(kind, tlp),
    employeesOnly: false,
    agreements: [],
    observedAt: capture.observedAt,
    notBefore: null,
    respondBy: null,
    validUntil: null,
    readableUntil: null,
    embargoUntil: null,
    purpose: '',
    basis: '',
    tlp,
    pap: capture.pap,
    iep: null,
    machines: false,
    passOn: '',
    ...(taking.ours ? {} : { outside: outsideOf(capture, taking) }),
  }
  return {
    envelope,
    content: {
      headline: cut(capture.title, HEADLINE),
      text: cut(text, TEXT),
      doNow: '',
      changeNote: '',
    },
  }
}

const outsideOf = (capture: Capture, taking: Taking): NonNullable<Envelope['outside']> => ({
  source: capture.source ?? taking.fileName,
  reference: capture.reference,
  label: capture.tlp.label,
  permission: '',
})

/** R3: the label of the source; a victim part never begins wider than usual. */
const labelFor = (kind: PartKind, said: Tlp | null): Tlp => {
  const usual = defaultTlp(kind)
  if (said === null) return usual
  return kind === 'victim' && compareTlp(said, usual) < 0 ? usual : said
}

const mutable = (circumstances: Capture['circumstances']) =>
  Object.fromEntries(Object.entries(circumstances).map(([kind, list]) => [kind, [...list]])) as {
    [Kind in keyof Capture['circumstances']]: string[]
  }
