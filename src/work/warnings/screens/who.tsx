import { Radio } from '@mantine/core'
import { type Hat, TickField, useEither, useText } from '#base/ui/index.ts'
import { ATTRIBUTIONS, type Attribution } from '#core/envelope/index.ts'
import type { Draft } from './composing.ts'

/** From whom: settled first and for good, because a source that is withheld late has left its trace already (R5). */
export function Who({
  draft,
  settled,
  change,
  hat,
}: {
  draft: Draft
  settled: boolean
  change: (next: (now: Draft) => Draft) => void
  hat: Hat | null
}) {
  const t = useText()
  const either = useEither()
  const team = hat ? either(hat.name.ja, hat.name.en) : ''
  if (settled && draft.attribution)
    return (
      <fieldset>
        <legend>
          <h2>{t('composer.who')}</h2>
        </legend>
        <p>
          <strong>{t(`composer.${draft.attribution}`, { team })}</strong>{' '}
          {t(`composer.${draft.attribution}_what`)}
        </p>
        <p className="dimmed">{t('composer.attribution_fixed')}</p>
      </fieldset>
    )
  return (
    <fieldset>
      <legend>
        <h2>{t('composer.who')}</h2>
      </legend>
      <p>{t('composer.attribution_first')}</p>
      <Radio.Group
        label={t('composer.attribution')}
        value={draft.attribution ?? ''}
        onChange={(value) => change((now) => ({ ...now, attribution: value as Attribution }))}
      >
        <div className="choices">
          {ATTRIBUTIONS.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`composer.${one}`, { team })}
              description={t(`composer.${one}_what`)}
            />
          ))}
        </div>
      </Radio.Group>
      <TickField
        label={t('composer.exercise')}
        hint={t('composer.exercise_what')}
        checked={draft.exercise}
        onChange={(event) => {
          const exercise = event.currentTarget.checked
          change((now) => ({ ...now, exercise }))
        }}
      />
    </fieldset>
  )
}
