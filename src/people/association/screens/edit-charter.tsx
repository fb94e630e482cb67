import {
  Form,
  type KeptForm,
  Note,
  Page,
  tell,
  useAct,
  useAnswer,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import { differences } from '#core/charter/index.ts'
import { adoptsCharter } from '#core/policy/index.ts'
import { fromForm, toForm } from '../charter-form.ts'
import type { getCharterChanges, putCharter } from '../routes.ts'
import { OpeningRule } from './changes.tsx'
import type { Ruling } from './charter.tsx'
import { ListFields, MatrixFields, NumberFields, RoleFields, TermFields } from './charter-fields.tsx'
import { type Difference, useCharterWords } from './words.tsx'

export type CharterForm = KeptForm<ReturnType<typeof toForm>>

/**
 * The whole charter as a form. What was changed stands above the button, apart: what takes effect at once, and what
 * opens reading and becomes a proposal. A change made meanwhile by somebody else is told.
 */
export function EditCharter({ ruling, done }: { ruling: Ruling; done: () => void }) {
  const t = useText()
  const { hat } = useMe()
  const changes = useAnswer<typeof getCharterChanges>('/api/charter/changes')
  const form = useKeptForm(`charter.whole.${ruling.version}`, toForm(ruling.charter))
  const adopt = useAct<typeof putCharter>('put', '/api/charter', {
    done: ({ version, proposed }) => {
      const isAdopted = version !== ruling.version
      if (!proposed) tell(t('app.charter.adopted'))
      else tell(t(isAdopted ? 'charter.edit.adopted_and_proposed' : 'charter.edit.proposed'))
      done()
    },
  })
  const wanted = differences(ruling.charter, fromForm(ruling.charter, form.getValues())).filter(
    ({ to }) => !Number.isNaN(to),
  )
  const waits = wanted.filter(({ opens }) => opens)
  const atOnce = wanted.filter(({ opens, removed }) => !opens || removed.length > 0)
  const adopts = hat !== null && adoptsCharter({ kind: 'person', body: hat.body ?? '', role: hat.role })
  const because =
    wanted.length === 0
      ? t('charter.edit.nothing')
      : atOnce.length > 0 && !adopts
        ? t('charter.edit.only_opening')
        : undefined
  const act = waits.length === 0 ? 'adopt' : atOnce.length === 0 ? 'propose' : 'both'
  return (
    <Page
      title={t('app.charter.change')}
      lead={
        <>
          {t('charter.edit.lead', { version: ruling.version })}{' '}
          {changes.data && <OpeningRule of={changes.data} />}
        </>
      }
    >
      <Form
        form={form}
        submit={t(`charter.edit.${act}`)}
        because={because}
        sentence={<WhatFollows atOnce={atOnce} waits={waits} />}
        cancel={done}
        send={(values) =>
          adopt.mutateAsync({ body: { basedOn: ruling.version, charter: fromForm(ruling.charter, values) } })
        }
      >
        <TermFields form={form} />
        <RoleFields form={form} />
        <NumberFields form={form} />
        <ListFields form={form} />
        <MatrixFields form={form} />
      </Form>
    </Page>
  )
}

function WhatFollows({ atOnce, waits }: { atOnce: readonly Difference[]; waits: readonly Difference[] }) {
  const t = useText()
  const words = useCharterWords()
  const plain = atOnce.flatMap((one) => words.lines(one.opens ? { ...one, added: [] } : one))
  return (
    <div aria-live="polite" className="what-follows">
      {plain.length > 0 && (
        <Note>
          <strong>{t('charter.edit.at_once')}</strong>
          <ul>
            {plain.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Note>
      )}
      {waits.length > 0 && (
        <Note kind="caution">
          <strong>{t('charter.edit.waits')}</strong>
          <ul>
            {waits.map((one) => (
              <li key={one.path.join('.')}>{words.opens(one)}</li>
            ))}
          </ul>
        </Note>
      )}
      <p className="dimmed">{t('app.charter.adopt_sentence')}</p>
    </div>
  )
}
