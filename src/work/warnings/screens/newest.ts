import type { PartKind } from '#core/envelope/index.ts'
import type { OpenPart } from './marks.tsx'

/** The order in which parts are read, whatever order they were written in. */
const order: readonly PartKind[] = ['summary', 'technical', 'victim', 'attachment']

/**
 * The newest version of each part that one may see, in reading order. A text that was written anew since somebody was
 * asked to review it is the newest for that reviewer alone.
 */
export function newestParts(parts: readonly OpenPart[]): OpenPart[] {
  const newest = new Map<string, OpenPart>()
  for (const part of parts) {
    if (part.mine && part.state === 'overtaken') continue
    const known = newest.get(part.id)
    if (!known || known.version < part.version) newest.set(part.id, part)
  }
  return [...newest.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}
