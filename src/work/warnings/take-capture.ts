import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Capture, type CaptureNote, cut } from '#core/capture/index.ts'
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
import { NOTHING_TOLD, placeOfFile, placeOfTold, type ToldOfFile } from './original.ts'
import { insertCapture, insertOriginal } from './store.ts'

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
/** JSON becomes a fifth of itself at once; more work saves little. */
const FAST = 1

/** Keeps a file that was brought in, once for all drafts that are made of it. @returns what `takeCapture` names it by */
export async function keepOriginal(act: Act, bytes: Uint8Array, keys: Keys): Promise<string> {
  const id = randomUUID()
  const packed = await pack(bytes, { level: FAST })
  await insertOriginal(act.sql, id, keys.seal(packed.toString('base64'), placeOfFile(id)))
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
  { seal, keys }: { readonly seal: SealSource; readonly keys: Keys },
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
  const { source, reference, format } = capture
  const told: ToldOfFile = { source, reference, notes, fileName: taking.fileName }
  const isHidden = attribution === 'withheld'
  await insertCapture(act.sql, {
    item: technical.item_id,
    format,
    ...(isHidden ? NOTHING_TOLD : told),
    told: isHidden ? keys.seal(JSON.stringify(told), placeOfTold(technical.item_id)) : null,
    original: taking.original,
    // the hour alone, where the source is withheld
    at: technical.written_at,
  })
  act.record({
    act: 'warning.capture',
    subject: { kind: 'item', id: technical.item_id },
    detail: { format, indicators: capture.indicators.length, ours: taking.ours },
    sealedActor: isHidden,
  })
  return { number, notes }
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

/** Never the file's name, which readers would see: it may say whose desk it came from. */
const UNKNOWN: Readonly<Record<Language, string>> = { ja: '不明', en: 'unknown' }

const outsideOf = (capture: Capture, taking: Taking): NonNullable<Envelope['outside']> => ({
  source: capture.source ?? UNKNOWN[capture.language ?? taking.language],
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
