import { ExerciseMark, type Received, TlpBadge, useText } from '#base/ui/index.ts'
import { strictestFirst, type Tlp, type Urgency } from '#core/envelope/index.ts'
import type { getWarning } from '../routes.ts'

/** A warning as its reader or its source opens it. */
export type OpenWarning = Received<typeof getWarning>
export type OpenPart = OpenWarning['parts'][number]

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
