import { useText } from '#base/ui/index.ts'
import type { ContradictionCode } from '#core/policy/index.ts'
import type { Contradiction, PartPreview } from './previewing.tsx'

/** A contradiction as a sentence. */
export function useContradictionWords(): (found: Contradiction) => string {
  const t = useText()
  return ({ code, params }) => t(`contradictions.${code as ContradictionCode}`, params)
}

/** Whether something contradicts itself at that place: a field is marked only then. */
export const contradicts = (previews: readonly PartPreview[], place: string): boolean =>
  previews.some(({ contradictions }) => contradictions.some((one) => one.place === place))

/** What contradicts itself at one place, beside it, in words: what blocks a release and what to think about again. */
export function Contradictions({ previews, place }: { previews: readonly PartPreview[]; place: string }) {
  const t = useText()
  const words = useContradictionWords()
  const found = [
    ...new Map(
      previews
        .flatMap(({ contradictions }) => contradictions)
        .filter((one) => one.place === place)
        .map((one) => [one.code, one]),
    ).values(),
  ]
  if (found.length === 0) return null
  return (
    <span className="faults">
      {found.map((one) => (
        <span key={one.code} className={`fault fault-${one.severity}`}>
          <strong>{t(one.severity === 'block' ? 'composer.blocks' : 'composer.warns')}</strong> {words(one)}
        </span>
      ))}
    </span>
  )
}
