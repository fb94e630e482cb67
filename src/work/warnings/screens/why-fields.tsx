import { Radio } from '@mantine/core'
import { TextField, useText } from '#base/ui/index.ts'
import { type Envelope, URGENCIES, type Urgency } from '#core/envelope/index.ts'
import type { Draft } from './composing.ts'

/** How urgent it is, for what purpose, and on what ground it may be shared. */
export function Why({
  draft,
  change,
  onAll,
  faults,
}: {
  draft: Draft
  change: (next: (now: Draft) => Draft) => void
  onAll: (next: Partial<Envelope>) => void
  faults: (place: string) => React.ReactNode
}) {
  const t = useText()
  const envelope = draft.parts[0]?.envelope
  return (
    <>
      <fieldset>
        <legend>
          <h2>{t('warnings.urgency.label')}</h2>
        </legend>
        <Radio.Group
          aria-label={t('warnings.urgency.label')}
          value={draft.urgency}
          onChange={(value) => change((now) => ({ ...now, urgency: value as Urgency }))}
        >
          <div className="choices choices-wide">
            {URGENCIES.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`warnings.urgency.${one}`)}
                description={t(`warnings.urgency_what.${one}`)}
              />
            ))}
          </div>
        </Radio.Group>
      </fieldset>
      <fieldset>
        <legend>
          <h2>{t('composer.why')}</h2>
        </legend>
        <TextField
          label={t('composer.purpose')}
          hint={t('composer.purpose_hint')}
          lang={envelope?.language}
          maxLength={500}
          value={envelope?.purpose ?? ''}
          onChange={(event) => onAll({ purpose: event.currentTarget.value })}
          error={faults('purpose')}
        />
        <TextField
          label={t('composer.basis')}
          hint={t('composer.basis_hint')}
          lang={envelope?.language}
          optional
          maxLength={500}
          value={envelope?.basis ?? ''}
          onChange={(event) => onAll({ basis: event.currentTarget.value })}
        />
      </fieldset>
    </>
  )
}
