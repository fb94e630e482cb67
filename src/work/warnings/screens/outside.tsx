import { Facts, Mono, TextField, TlpBadge, useText } from '#base/ui/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import type { Draft } from './composing.ts'

type Outside = NonNullable<Envelope['outside']>

const isSame = (a: Outside, b: Outside | undefined): boolean =>
  b !== undefined && a.source === b.source && a.reference === b.reference && a.label === b.label

/** R27: what came from outside, whose it is, and the source's permission, without which it is not released. */
export function OutsideSource({
  draft,
  change,
  faults,
}: {
  draft: Draft
  change: (next: (now: Draft) => Draft) => void
  faults: (place: string) => React.ReactNode
}) {
  const t = useText()
  const all = draft.parts.flatMap(({ envelope }) => envelope.outside ?? [])
  const each = all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index)
  if (each.length === 0) return null
  const record = (of: Outside, permission: string): void =>
    change((now) => ({
      ...now,
      parts: now.parts.map((part) =>
        isSame(of, part.envelope.outside)
          ? { ...part, envelope: { ...part.envelope, outside: { ...of, permission } } }
          : part,
      ),
    }))
  return (
    <fieldset>
      <legend>
        <h2>{t('intake.outside')}</h2>
      </legend>
      <p>{t('intake.outside_what')}</p>
      {each.map((one) => (
        <div key={JSON.stringify([one.source, one.reference, one.label])} className="fields">
          <OutsideFacts of={one} />
          <TextField
            label={t('intake.permission')}
            hint={t('intake.permission_hint')}
            audience={t('intake.permission_audience')}
            maxLength={500}
            value={one.permission}
            error={faults('outside')}
            onChange={(event) => record(one, event.currentTarget.value)}
          />
        </div>
      ))}
    </fieldset>
  )
}

function OutsideFacts({ of: { source, reference, label } }: { of: Outside }) {
  const t = useText()
  return (
    <Facts
      of={[
        [t('intake.outside_source'), source],
        ...(reference ? [[t('intake.reference'), <Mono key="reference">{reference}</Mono>] as const] : []),
        [t('intake.outside_label'), label ? <TlpBadge key="label" tlp={label} /> : t('intake.no_label')],
      ]}
    />
  )
}
