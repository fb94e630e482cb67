import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ChoiceField, Empty, ProblemBox, useText } from '#base/ui/index.ts'
import { defang, type Indicator, OBJECTIVES, type Objective } from '#core/observables/index.ts'
import type { EditedPart } from './composing.ts'
import { IndicatorRows, type Row } from './indicator-rows.tsx'
import { AddIndicators } from './indicators-adding.tsx'

/** What changes among the indicators of a part. */
export interface Indicate {
  readonly add?: readonly Indicator[]
  readonly remove?: readonly Pick<Indicator, 'type' | 'value'>[]
}

/** The indicators of a part that is written: each change is kept on the server at once. */
export function IndicatorsEditor({
  part,
  number,
  revision,
  indicate,
}: {
  part: EditedPart
  number: string | null
  revision: number
  /** False: nothing can be kept yet, for the draft itself is not on the server. */
  indicate: (change: Indicate) => Promise<boolean>
}) {
  const t = useText()
  const [problem, setProblem] = useState<unknown>(null)
  const [early, setEarly] = useState(false)
  const act = async (change: Indicate): Promise<boolean> => {
    setProblem(null)
    try {
      const kept = await indicate(change)
      setEarly(!kept)
      return kept
    } catch (error) {
      setProblem(error)
      return false
    }
  }
  const count = part.indicators ?? 0
  return (
    <section className="indicators" aria-label={t('indicators.title')}>
      <h3>
        {t('indicators.title')} <span className="dimmed">{t('indicators.count', { count })}</span>
      </h3>
      {number && part.id && count > 0 ? (
        <>
          <p className="dimmed">{t('indicators.defanged')}</p>
          <IndicatorRows
            narrow
            of={{ number, part: part.id, version: part.version, revision }}
            objective={(row) => <ObjectiveChoice row={row} act={act} />}
            onAll={(rows) => rows.length > 1 && <ObjectiveOfAll rows={rows} act={act} />}
            act={(row) => <Remove row={row} act={act} />}
            empty={null}
          />
        </>
      ) : (
        <Empty title={t('indicators.none')}>{t('indicators.none_what')}</Empty>
      )}
      {early && <p className="fault">{t('indicators.save_first')}</p>}
      <ProblemBox error={problem} />
      <AddIndicators text={[part.content.text, part.content.doNow].join('\n')} add={(add) => act({ add })} />
    </section>
  )
}

/** Of one call (indicators' door). */
const BATCH = 1000

type Act = (change: Indicate) => Promise<boolean>

function ObjectiveChoice({ row, act }: { row: Row; act: Act }) {
  const t = useText()
  return (
    <ChoiceField
      label=""
      size="xs"
      aria-label={t('indicators.objective_of', { value: defang(row.type, row.value).slice(0, 80) })}
      value={row.objective}
      data={OBJECTIVES.map((one) => ({ value: one, label: t(`indicators.objectives.${one}`) }))}
      onChange={({ currentTarget: { value } }) => void act(meantFor([row], value as Objective))}
    />
  )
}

/** Files of strangers call everything research: what it is really for is said at one stroke. */
function ObjectiveOfAll({ rows, act }: { rows: readonly Row[]; act: Act }) {
  const t = useText()
  const change = async (objective: Objective): Promise<void> => {
    const other = rows.filter((row) => row.objective !== objective)
    for (let from = 0; from < other.length; from += BATCH)
      if (!(await act(meantFor(other.slice(from, from + BATCH), objective)))) return
  }
  return (
    <ChoiceField
      label={t('indicators.objective_of_all', { count: rows.length })}
      size="xs"
      value=""
      data={[
        { value: '', label: t('common.choose') },
        ...OBJECTIVES.map((one) => ({ value: one, label: t(`indicators.objectives.${one}`) })),
      ]}
      onChange={({ currentTarget: { value } }) => value && void change(value as Objective)}
    />
  )
}

/** The same values, said to be for something else. */
const meantFor = (rows: readonly Row[], objective: Objective): Indicate => ({
  add: rows.map(({ position: _, names, ...row }) => ({ ...row, names: [...names], objective })),
  remove: rows.map(({ type, value }) => ({ type, value })),
})

function Remove({ row: { type, value }, act }: { row: Row; act: Act }) {
  const t = useText()
  const words = t('indicators.remove', { value: defang(type, value).slice(0, 80) })
  return (
    <ActionIcon
      variant="subtle"
      aria-label={words}
      title={words}
      onClick={() => void act({ remove: [{ type, value }] })}
    >
      <IconX size={16} aria-hidden />
    </ActionIcon>
  )
}
