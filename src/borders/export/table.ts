import { EXERCISE_MARK, type Outgoing, strictestPap, strictestTlp } from '#core/capture/index.ts'
import { papLabel, tlpLabel } from '#core/envelope/index.ts'
import { isRule } from '#core/observables/index.ts'

const COLUMNS = [
  'type',
  'value',
  'objective',
  'confidence',
  'first_seen',
  'last_seen',
  'names',
  'size',
  'comment',
  'tlp',
  'pap',
  'handling',
  'warning',
  'valid_until',
  'exercise',
] as const

/**
 * The indicators as CSV (RFC 4180), each line with its marking, for lines are copied one by one (R13). Cells that a
 * spreadsheet would take for a formula begin with an apostrophe (OWASP, CSV injection).
 */
export function writeCsv(out: Outgoing): string {
  const { tlp, pap, handling } = markingOf(out)
  const rows = out.indicators.map((one) => [
    one.type,
    one.value,
    one.objective,
    one.confidence ?? '',
    one.firstSeen ?? '',
    one.lastSeen ?? '',
    one.names.join(' | '),
    one.size === null ? '' : String(one.size),
    one.comment,
    tlp,
    pap,
    handling,
    out.number,
    out.validUntil ?? '',
    out.exercise ? EXERCISE_MARK : '',
  ])
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A spreadsheet may look behind spaces, and at the full-width forms too. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@\t\r|%＝＋－＠]/

function cell(text: string): string {
  const harmless = FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * The values alone, one a line, as tools take them; the marking stands above as a comment. Rules are left out: they have
 * lines of their own.
 */
export function writeList(out: Outgoing): string {
  const { tlp, pap, handling } = markingOf(out)
  const values = out.indicators.filter(({ type, value }) => !isRule(type) && !/[\r\n]/.test(value))
  const head = [
    ...(out.exercise ? [EXERCISE_MARK] : []),
    [tlp, pap].filter(Boolean).join(' '),
    handling,
    `${out.number} ${out.address}`,
    ...(out.validUntil ? [`valid until ${out.validUntil}`] : []),
  ]
  return [...head.map((line) => `# ${line}`), ...values.map(({ value }) => value)]
    .map((line) => `${line}\n`)
    .join('')
}

/** Of the whole: the strictest of its parts, with that part's sentence. */
function markingOf({ parts }: Outgoing): { tlp: string; pap: string; handling: string } {
  const tlp = strictestTlp(parts)
  if (tlp === null) throw new Error('a warning without a part has no marking and is not written')
  const pap = strictestPap(parts)
  return {
    tlp: tlpLabel(tlp),
    pap: pap ? papLabel(pap) : '',
    handling: parts.find((part) => part.tlp === tlp)?.handling ?? '',
  }
}
