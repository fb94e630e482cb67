import type { ReactNode } from 'react'
import { useText } from '#base/ui/index.ts'
import type { ContradictionCode } from '#core/policy/index.ts'
import type { Contradiction, PartPreview } from './previewing.tsx'

/** A contradiction as a sentence. */
export function useContradictionWords(): (found: Contradiction) => string {
  const t = useText()
  return ({ code, params }) => t(`contradictions.${code as ContradictionCode}`, params)
}

/** What contradicts itself at one place, to stand beside it: what blocks a release, what to think about again. */
export function useFaults(previews: readonly PartPreview[]): (place: string) => ReactNode {
  const t = useText()
  const words = useContradictionWords()
  return (place) => {
    const found = new Map(
      previews
        .flatMap(({ contradictions }) => contradictions)
        .filter((one) => one.place === place)
        .map((one) => [one.code, one]),
    )
    if (found.size === 0) return null
    return (
      <span className="faults">
        {[...found.values()].map((one) =>
          one.code === 'nobody-named' ? (
            // where every draft begins: nothing is wrong yet, and the button says what is missing
            <span key={one.code} className="dimmed">
              {words(one)}
            </span>
          ) : (
            <span key={one.code} className={`fault fault-${one.severity}`}>
              <strong>{t(one.severity === 'block' ? 'composer.blocks' : 'composer.warns')}</strong>{' '}
              {words(one)}
            </span>
          ),
        )}
      </span>
    )
  }
}
