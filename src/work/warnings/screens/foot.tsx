import { Button } from '@mantine/core'
import { ActButton, useText } from '#base/ui/index.ts'
import { realAddresses } from '../exercise.ts'
import { type Draft, firstGap } from './composing.ts'
import { useContradictionWords } from './contradictions.tsx'
import { partNames } from './part-names.ts'
import type { PartPreview } from './previewing.tsx'
import type { Saving } from './saving.tsx'

/** Why it cannot be released now, in one sentence; undefined when it can. */
export function useHindrance(
  draft: Draft,
  previews: readonly PartPreview[],
  settled: boolean,
  saving: Saving,
): string | undefined {
  const t = useText()
  const words = useContradictionWords()
  if (saving.state === 'conflict') return t('composer.release_because.conflict')
  const gap = firstGap(draft)
  if (gap?.what === 'who') return t('composer.release_because.who')
  if (gap) {
    const kinds = draft.parts.map(({ envelope }) => envelope.kind)
    return t(`composer.release_because.${gap.what}`, { kind: partNames(kinds, t)[gap.part] ?? '' })
  }
  if (draft.exercise) {
    const found = draft.parts.flatMap(({ content: { headline, text, doNow } }) =>
      realAddresses([headline, text, doNow].join('\n')),
    )
    if (found.length > 0)
      return t('errors.exercise_with_real_addresses', { found: found.slice(0, 5).join(', ') })
  }
  const blocks = previews
    .flatMap(({ contradictions }) => contradictions)
    .filter((c) => c.severity === 'block')
  const [first] = blocks
  if (first) return t('composer.release_because.contradiction', { count: blocks.length, first: words(first) })
  if (!settled || previews.length === 0) return t('composer.release_because.preview')
  return undefined
}

/** The two ways on: keep the draft, or review and release it. A release that cannot be says why. */
export function Foot({ hindrance, saving }: { hindrance: string | undefined; saving: Saving }) {
  const t = useText()
  return (
    <div className="form-foot composer-foot">
      <div className="actions">
        <ActButton type="submit" because={hindrance}>
          {t('composer.release')}
        </ActButton>
        <Button variant="default" loading={saving.state === 'saving'} onClick={() => void saving.saveNow()}>
          {t('composer.save')}
        </Button>
      </div>
    </div>
  )
}
