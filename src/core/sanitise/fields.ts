import type { Details, ObservableType } from '#core/observables/index.ts'

/** One text of a part, and where it stands: `text`, `doNow`, `details.circumstances.lures.0`. */
export interface Field {
  readonly path: string
  readonly text: string
}

/** What of a part is written by hand and read by others. */
export interface Written {
  readonly content: {
    /** What channels in clear may carry. */
    readonly clearTitle?: string | undefined
    readonly headline: string
    readonly text: string
    readonly doNow: string
    readonly changeNote: string
    readonly details?: Details | undefined
  }
  readonly envelope: { readonly passOn: string; readonly purpose: string; readonly basis: string }
}

/** An indicator as far as it can give somebody away. */
export interface WrittenIndicator {
  readonly type: ObservableType
  readonly value: string
  readonly names: readonly string[]
  readonly comment: string
}

const CONTENT = ['clearTitle', 'headline', 'text', 'doNow', 'changeNote'] as const
const ENVELOPE = ['passOn', 'purpose', 'basis'] as const

function* fieldsOfDetails({ products, references, circumstances }: Details): Generator<Field> {
  for (const [index, product] of products.entries())
    for (const name of ['vendor', 'name', 'versions'] as const)
      yield { path: `details.products.${index}.${name}`, text: product[name] }
  for (const [index, text] of references.entries()) yield { path: `details.references.${index}`, text }
  for (const [kind, list] of Object.entries(circumstances))
    for (const [index, text] of list.entries()) yield { path: `details.circumstances.${kind}.${index}`, text }
}

/** Every text of a part that is not empty. */
export const fieldsOf = ({ content, envelope }: Written): Field[] =>
  [
    ...CONTENT.map((path) => ({ path, text: content[path] ?? '' })),
    ...(content.details ? fieldsOfDetails(content.details) : []),
    ...ENVELOPE.map((path) => ({ path, text: envelope[path] })),
  ].filter(({ text }) => text !== '')

/** The same part with other texts at some places. */
export function withFields<P extends Written>(part: P, texts: ReadonlyMap<string, string>): P {
  const next = structuredClone(part)
  for (const [path, text] of texts) {
    const steps = path.split('.')
    const root: object = (ENVELOPE as readonly string[]).includes(path) ? next.envelope : next.content
    const last = steps.pop() ?? ''
    const holder = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], root)
    ;(holder as Record<string, unknown>)[last] = text
  }
  return next
}
