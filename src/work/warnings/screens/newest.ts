import type { PartKind } from '#core/envelope/index.ts'

/** The order in which parts are read, whatever order they were written in. */
const order: readonly PartKind[] = ['summary', 'technical', 'victim', 'attachment']

/** What tells the versions of the parts of a warning apart. */
export interface Version {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly kind: PartKind
  readonly mine: boolean
}

/**
 * The newest version of each part that one may see, in reading order. A text that was written anew since somebody was
 * asked to review it is the newest for that reviewer alone.
 */
export const newestParts = <P extends Version>(parts: readonly P[]): P[] =>
  newestOf(parts).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

/** What the warning is called: by its first part as its source ordered them, as in every list. */
export const titleOf = <P extends Version & { readonly content: { readonly headline: string } }>(
  parts: readonly P[],
): string | undefined => newestOf(parts).find(({ content }) => content.headline !== '')?.content.headline

function newestOf<P extends Version>(parts: readonly P[]): P[] {
  const newest = new Map<string, P>()
  for (const part of parts) {
    if (part.mine && part.state === 'overtaken') continue
    const known = newest.get(part.id)
    if (!known || known.version < part.version) newest.set(part.id, part)
  }
  return [...newest.values()]
}
