import { writeCsaf } from '#borders/csaf/index.ts'
import { writeMisp } from '#borders/misp/index.ts'
import { writeStix } from '#borders/stix/index.ts'
import { type Outgoing, strictestTlp } from '#core/capture/index.ts'
import { tlpLabel } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { writeCsv, writeList } from './table.ts'

/** What a warning can be taken out as. */
export const EXPORT_FORMATS = ['csv', 'list', 'stix', 'misp', 'csaf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What a file of this format can hold. */
export const heldBy = (format: ExportFormat): 'everything' | 'indicators' =>
  format === 'csv' || format === 'list' ? 'indicators' : 'everything'

/** A file to be taken away. */
export interface ExportFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

/**
 * Writes a warning in a format, with the marking in it and in the file's name.
 * @throws Refusal `export_label_unknown`: CSAF 2.0 cannot say the label
 */
export function writeExport(out: Outgoing, format: ExportFormat): ExportFile {
  const label = strictestTlp(out.parts)?.replace('+', '-') ?? ''
  const file = (ending: string, type: string, text: string): ExportFile => ({
    name: `${out.exercise ? 'EXERCISE_' : ''}${out.number}_TLP-${label}.${ending}`,
    type,
    text,
  })
  switch (format) {
    case 'csv':
      return file('csv', 'text/csv; charset=utf-8', writeCsv(out))
    case 'list':
      return file('txt', 'text/plain; charset=utf-8', writeList(out))
    case 'stix':
      return file('stix.json', 'application/stix+json; version=2.1', pretty(writeStix(out)))
    case 'misp':
      return file('misp.json', 'application/json', pretty(writeMisp(out)))
    case 'csaf':
      return csafFile(out)
  }
}

/** CSAF prescribes the name (§5.1), so the label stands in the document alone. */
function csafFile(out: Outgoing): ExportFile {
  const written = writeCsaf(out)
  if (!written.ok)
    throw new Refusal('export_label_unknown', {
      params: { format: 'CSAF 2.0', label: tlpLabel(written.tlp) },
    })
  return { name: written.name, type: 'application/json', text: pretty(written.advisory) }
}

const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`
