import type { Details } from '#core/observables/index.ts'

/** One kind of entry as lines of a field, and back. An entry that is not changed comes back as it was. */
export interface Lines<T> {
  readonly write: (entries: readonly T[]) => string
  readonly read: (text: string, before: readonly T[]) => T[]
}

const MOST = 500
const LINE = 300

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST)

/** One text a line. */
export const plainLines = (longest = LINE): Lines<string> => ({
  write: (entries) => entries.join('\n'),
  read: (text) => linesOf(text).map((line) => line.slice(0, longest)),
})

/** Texts of several lines, an empty line between them. */
export const paragraphs: Lines<string> = {
  write: (entries) => entries.join('\n\n'),
  read: (text) =>
    text
      .split(/\n[^\S\n]*\n/)
      .map((one) => one.trim().slice(0, 2000))
      .filter((one) => one !== '')
      .slice(0, MOST),
}

/** `T1566.001 Spearphishing Attachment` */
export const techniqueLines: Lines<Details['techniques'][number]> = {
  write: (entries) => entries.map(({ id, name }) => `${id} ${name}`.trim()).join('\n'),
  read: (text) =>
    linesOf(text).map((line) => {
      const [id = '', ...name] = line.split(/\s+/)
      return { id: id.slice(0, 40), name: name.join(' ').slice(0, LINE) }
    }),
}

/** The name alone; its score and whether it is exploited stay with it. */
export const vulnerabilityLines: Lines<Details['vulnerabilities'][number]> = {
  write: (entries) => entries.map(({ id }) => id).join('\n'),
  read: (text, before) =>
    linesOf(text).map((line) => {
      const id = /^cve-\d/i.test(line) ? line.toUpperCase().slice(0, LINE) : line.slice(0, LINE)
      return before.find((one) => one.id === id) ?? { id, cvss: null, exploited: null }
    }),
}

/** `vendor / product / versions`; a line without strokes is the product. */
export const productLines: Lines<Details['products'][number]> = {
  write: (entries) =>
    entries
      .map(({ vendor, name, versions }) =>
        vendor === '' && versions === '' ? name : [vendor, name, versions].join(' / '),
      )
      .join('\n'),
  read: (text) =>
    linesOf(text).map((line) => {
      const pieces = line.split(/(?:^|\s+)[/／](?:\s+|$)/)
      const [vendor = '', name = '', ...versions] = pieces.length === 1 ? ['', ...pieces] : pieces
      return {
        vendor: vendor.slice(0, LINE),
        name: name.slice(0, LINE),
        versions: versions.join(' / ').slice(0, 1000),
      }
    }),
}

export const NO_DETAILS: Details = {
  techniques: [],
  vulnerabilities: [],
  products: [],
  references: [],
  circumstances: {
    mailSubjects: [],
    senderNames: [],
    lures: [],
    impersonated: [],
    abusedCustoms: [],
    telephones: [],
    bankAccounts: [],
  },
}

/** How many entries there are in all. */
export const entriesOf = ({ circumstances, ...lists }: Details): number =>
  [...Object.values(lists), ...Object.values(circumstances)].reduce((sum, { length }) => sum + length, 0)
