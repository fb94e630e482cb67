import { ExerciseMark, type Received, TlpBadge, useText } from '#base/ui/index.ts'
import { type PartKind, strictestFirst, type Tlp, type Urgency } from '#core/envelope/index.ts'
import type { getWarning } from '../routes.ts'

/** A warning as its reader or its source opens it. */
export type OpenWarning = Received<typeof getWarning>
export type OpenPart = OpenWarning['parts'][number]

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

/** Exercise first (R28), then each label once, then the urgency in words. */
export function Marks({
  exercise,
  tlp,
  urgency,
}: {
  exercise: boolean
  tlp: readonly Tlp[]
  urgency: Urgency
}) {
  return (
    <>
      {exercise && <ExerciseMark />}
      {strictestFirst(tlp).map((label) => (
        <TlpBadge key={label} tlp={label} />
      ))}
      <UrgencyWord urgency={urgency} />
    </>
  )
}

/** Immediate and urgent stand out by weight and a mark, not by colour. */
export function UrgencyWord({ urgency }: { urgency: Urgency }) {
  const t = useText()
  return <span className={`urgency urgency-${urgency}`}>{t(`warnings.urgency.${urgency}`)}</span>
}
