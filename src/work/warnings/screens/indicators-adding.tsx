import { Button, Checkbox } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { ActButton, ChoiceField, ProseField, tell, useText } from '#base/ui/index.ts'
import {
  type Candidate,
  CONFIDENCES,
  type Confidence,
  type Indicator,
  OBJECTIVES,
  OBSERVABLE_TYPES,
  type Objective,
  type ObservableType,
  type Unread,
  valuesIn,
} from '#core/observables/index.ts'

/** Rows that are shown for choosing; what is beyond is taken as its first guess says. */
const SHOWN = 100
/** Of one call (indicators' door). */
const BATCH = 2000

/** Adds indicators out of whatever is pasted: what is found is shown while one types, and chosen before it is sent. */
export function AddIndicators({
  text,
  add,
}: {
  /** What the part says: values may stand there already. */
  text: string
  add: (indicators: Indicator[]) => Promise<boolean>
}) {
  const t = useText()
  const [pasted, setPasted] = useState('')
  const [type, setType] = useState<ObservableType | null>(null)
  const [objective, setObjective] = useState<Objective>('detect')
  const [confidence, setConfidence] = useState<Confidence | null>(null)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const late = useDeferredValue(pasted)
  const { found, unread } = useMemo(() => valuesIn(late, type), [late, type])
  const isChosen = ({ key, harmless }: Candidate): boolean => (harmless === null) !== turned.has(key)
  const chosen = found.filter(isChosen)
  const turn = (key: string): void =>
    setTurned((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const act = async (): Promise<void> => {
    setBusy(true)
    const all = chosen.map(({ type, value }) => newIndicator(type, value, objective, confidence))
    let kept = true
    for (let from = 0; kept && from < all.length; from += BATCH)
      kept = await add(all.slice(from, from + BATCH))
    setBusy(false)
    if (!kept) return
    tell(t('indicators.added', { count: all.length }))
    setPasted('')
    setTurned(new Set())
  }
  return (
    <div className="fields">
      <ProseField
        label={t('indicators.paste')}
        hint={t('indicators.paste_hint')}
        className="mono-field"
        spellCheck={false}
        minRows={2}
        maxRows={10}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <div className="actions">
        <Button size="xs" variant="default" onClick={() => setPasted(text)}>
          {t('intake.take_from_text')}
        </Button>
      </div>
      {pasted.trim() !== '' && (
        <>
          <div className="triple">
            <ChoiceField
              label={t('indicators.as_type')}
              value={type ?? ''}
              onChange={(event) => setType((event.currentTarget.value || null) as ObservableType | null)}
              data={[
                { value: '', label: t('indicators.as_found') },
                ...OBSERVABLE_TYPES.map((one) => ({ value: one, label: t(`indicators.types.${one}`) })),
              ]}
            />
            <ChoiceField
              label={t('indicators.add_objective')}
              value={objective}
              onChange={(event) => setObjective(event.currentTarget.value as Objective)}
              data={OBJECTIVES.map((one) => ({ value: one, label: t(`indicators.objectives.${one}`) }))}
            />
            <ChoiceField
              label={t('indicators.add_confidence')}
              value={confidence ?? ''}
              onChange={(event) => setConfidence((event.currentTarget.value || null) as Confidence | null)}
              data={[
                { value: '', label: t('indicators.not_said') },
                ...CONFIDENCES.map((one) => ({ value: one, label: t(`indicators.confidences.${one}`) })),
              ]}
            />
          </div>
          <p role="status">
            {found.length > 0 ? t('indicators.found', { count: found.length }) : t('indicators.found_none')}
          </p>
          {found.some(({ harmless }) => harmless !== null) && (
            <p className="dimmed">{t('indicators.harmless_lead')}</p>
          )}
          <ul className="lines candidates">
            {found.slice(0, SHOWN).map((one) => (
              <li key={one.key}>
                <Checkbox
                  checked={isChosen(one)}
                  onChange={() => turn(one.key)}
                  label={
                    <>
                      <code>{one.shown.length > 300 ? `${one.shown.slice(0, 300)}…` : one.shown}</code>{' '}
                      <span className="dimmed">{t(`indicators.types.${one.type}`)}</span>
                    </>
                  }
                  description={
                    one.harmless &&
                    `${t('indicators.harmless_here')}${t(`indicators.harmless.${one.harmless.reason}`, {
                      list: one.harmless.list ?? '',
                    })}`
                  }
                />
              </li>
            ))}
          </ul>
          {found.length > SHOWN && (
            <p className="dimmed">
              {t('indicators.found_more', { count: found.slice(SHOWN).filter(isChosen).length })}
            </p>
          )}
          <NotRead lines={unread} />
          <div>
            <ActButton
              variant="default"
              loading={busy}
              because={chosen.length === 0 ? t('indicators.found_none') : undefined}
              onClick={() => void act()}
            >
              {t('indicators.add_now', { count: chosen.length })}
            </ActButton>
          </div>
        </>
      )}
    </div>
  )
}

function NotRead({ lines }: { lines: readonly Unread[] }) {
  const t = useText()
  if (lines.length === 0) return null
  return (
    <details>
      <summary>{t('indicators.unread', { count: lines.length })}</summary>
      <p className="dimmed">{t('indicators.as_type_hint')}</p>
      <ul className="lines">
        {lines.slice(0, SHOWN).map(({ line, odd }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
          <li key={`${index} ${line}`}>
            <code>{line}</code> {odd && <span className="dimmed">{t(`indicators.odd.${odd}`)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const newIndicator = (
  type: ObservableType,
  value: string,
  objective: Objective,
  confidence: Confidence | null,
): Indicator => ({
  type,
  value,
  names: [],
  size: null,
  objective,
  confidence,
  firstSeen: null,
  lastSeen: null,
  comment: '',
})
