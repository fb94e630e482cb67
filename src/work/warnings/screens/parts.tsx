import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useText } from '#base/ui/index.ts'
import type { PartKind } from '#core/envelope/index.ts'
import { MOST_PARTS } from '../warning.ts'
import { COMPOSED_KINDS, type Draft, type EditedPart, inReadingOrder, newPart } from './composing.ts'
import { PartEditor } from './part-editor.tsx'
import { partNames } from './part-names.ts'
import type { PartPreview } from './previewing.tsx'
import type { Saving } from './saving.tsx'
import { readersWords } from './who-reads.tsx'

/** The parts, each with its own text, readers and handling; and the way to add another, of any kind (R1). */
export function Parts({
  draft,
  change,
  previews,
  saving,
}: {
  draft: Draft
  change: (next: (now: Draft) => Draft) => void
  previews: readonly PartPreview[]
  saving: Pick<Saving, 'number' | 'revision' | 'indicate'>
}) {
  const t = useText()
  const { language } = useLanguage()
  const [removed, setRemoved] = useState<{ part: EditedPart; name: string } | null>(null)
  const put = (part: EditedPart): void =>
    change((now) => ({ ...now, parts: inReadingOrder([...now.parts, part]) }))
  const add = (kind: PartKind): void => {
    const how = { key: `${kind} ${Date.now()}`, language, purpose: t('composer.purpose_default') }
    put(newPart(kind, how, draft.parts[0]))
  }
  const names = partNames(
    draft.parts.map(({ envelope }) => envelope.kind),
    t,
  )
  const nameOf = (index: number): string => names[index] ?? ''
  return (
    <>
      {draft.parts.map((part, index) => {
        const preview = previews[index]
        return (
          <PartEditor
            key={part.key}
            part={part}
            name={nameOf(index)}
            readers={readersOf(preview, t)}
            others={draft.parts
              .map((other, at) => ({ part: other, name: nameOf(at) }))
              .filter((other) => other.part !== part)}
            change={({ envelope, content }) =>
              change((now) => ({
                ...now,
                parts: now.parts.map((one) =>
                  one.key === part.key
                    ? {
                        ...one,
                        envelope: { ...one.envelope, ...envelope },
                        content: { ...one.content, ...content },
                      }
                    : one,
                ),
              }))
            }
            remove={
              draft.parts.length > 1 && !part.follows
                ? () => {
                    setRemoved({ part, name: nameOf(index) })
                    change((now) => ({ ...now, parts: now.parts.filter(({ key }) => key !== part.key) }))
                  }
                : null
            }
            preview={preview}
            exercise={draft.exercise}
            saving={saving}
          />
        )
      })}
      {removed && !draft.parts.some(({ key }) => key === removed.part.key) && (
        <p role="status">
          {t('composer.removed_part', { kind: removed.name })}{' '}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              // the server may have dropped it meanwhile: it comes back as a part of its own
              put({ ...removed.part, id: undefined })
              setRemoved(null)
            }}
          >
            {t('composer.undo')}
          </Button>
        </p>
      )}
      {draft.parts.length < MOST_PARTS && (
        <div className="add-part">
          <p className="dimmed">{t('composer.parts_lead')}</p>
          <div className="actions">
            {COMPOSED_KINDS.map((kind) => (
              <Button key={kind} variant="default" onClick={() => add(kind)}>
                {t('composer.add_part', { kind: t(`warnings.kind.${kind}`) })}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  )
}

function readersOf(preview: PartPreview | undefined, t: ReturnType<typeof useText>): string {
  if (!preview) return t('composer.who_reads.loading')
  const hidden = preview.hiddenGroups.length > 0
  const { teams, people } = preview.counts
  return teams + people === 0 && !hidden
    ? t('composer.who_reads.nobody')
    : readersWords(preview.counts, t, hidden)
}
