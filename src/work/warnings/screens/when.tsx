import { Button } from '@mantine/core'
import { zoneName } from '#base/i18n/index.ts'
import { TextField, useText, useZone } from '#base/ui/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { daysToMonday, instantOf, later, wallOf } from './wall-time.ts'

type TimeField = 'observedAt' | 'notBefore' | 'respondBy' | 'validUntil' | 'readableUntil' | 'embargoUntil'
type Change = (field: TimeField, at: string | null) => void
type Faults = (place: string) => React.ReactNode

/** When: observed, answer by, and the rarer limits; all in the association's zone, the same for all parts. */
export function When({ envelope, change, faults }: { envelope: Envelope; change: Change; faults: Faults }) {
  const t = useText()
  const zone = useZone()
  const now = wallOf(new Date().toISOString(), zone)
  const rare = (['notBefore', 'validUntil', 'readableUntil', 'embargoUntil'] as const).some(
    (field) => envelope[field] !== null,
  )
  const time = (field: TimeField, label: string, hint?: string) => (
    <TimeInput
      label={label}
      hint={hint}
      at={envelope[field]}
      change={(at) => change(field, at)}
      error={faults(field)}
    />
  )
  const quick: readonly (readonly [string, string])[] = [
    ...(now.slice(11) < '17:00' ? [[t('composer.today_end'), later(now, 0, '18:00')] as const] : []),
    [t('composer.tomorrow'), later(now, 1, '17:00')],
    [t('composer.next_monday'), later(now, daysToMonday(now), '12:00')],
  ]
  return (
    <>
      {time('respondBy', t('composer.respond_by'), t('composer.respond_hint'))}
      <div className="actions">
        {quick.map(([words, wall]) => (
          <Button
            key={words}
            size="xs"
            variant="default"
            onClick={() => change('respondBy', instantOf(wall, zone))}
          >
            {words}
          </Button>
        ))}
        {envelope.respondBy && (
          <Button size="xs" variant="subtle" onClick={() => change('respondBy', null)}>
            {t('composer.clear')}
          </Button>
        )}
      </div>
      {time('observedAt', t('composer.observed_at'))}
      <details open={rare}>
        <summary>{t('composer.more_times')}</summary>
        <div className="fields">
          {time('notBefore', t('composer.not_before'))}
          {time('validUntil', t('composer.valid_until'), t('composer.valid_hint'))}
          {time('readableUntil', t('composer.readable_until'), t('composer.readable_hint'))}
          {time('embargoUntil', t('composer.embargo_until'), t('composer.embargo_hint'))}
        </div>
      </details>
      <p className="dimmed">{t('composer.zone', { zone: `${zone} (${zoneName(new Date(), zone)})` })}</p>
    </>
  )
}

function TimeInput({
  label,
  hint,
  at,
  change,
  error,
}: {
  label: string
  hint?: string | undefined
  at: string | null
  change: (at: string | null) => void
  error: React.ReactNode
}) {
  const zone = useZone()
  return (
    <TextField
      type="datetime-local"
      className="time-input"
      label={label}
      hint={hint}
      optional
      value={at ? wallOf(at, zone) : ''}
      onChange={(event) => change(instantOf(event.currentTarget.value, zone))}
      error={error}
    />
  )
}
