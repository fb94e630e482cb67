import type { Received } from '#base/ui/index.ts'
import {
  ActButton,
  Facts,
  Moment,
  Note,
  ProblemBox,
  Section,
  tell,
  useAct,
  useAnswer,
  useText,
} from '#base/ui/index.ts'
import type { getCharterChanges, postCharterConfirmation, postCharterTakeBack } from '../routes.ts'
import { useCharterWords } from './words.tsx'

type Changes = Received<typeof getCharterChanges>
type Change = Changes['changes'][number]

/** What opens reading and is on its way, on top of the charter: what it opens, by whom, from when. */
export function ComingChanges() {
  const t = useText()
  const { data } = useAnswer<typeof getCharterChanges>('/api/charter/changes')
  if (!data || data.changes.length === 0) return null
  return (
    <Section title={t('charter.change.title')}>
      <p className="dimmed">
        <OpeningRule of={data} />
      </p>
      {data.changes.map((change) => (
        <Coming key={change.id} change={change} hours={data.waitHours} />
      ))}
    </Section>
  )
}

/** Who confirms, and how long it waits, in a sentence. */
export function OpeningRule({ of }: { of: Pick<Changes, 'hasCommittee' | 'waitHours'> }) {
  const t = useText()
  const rule = of.hasCommittee ? 'charter.change.rule' : 'charter.change.rule_first'
  return t(rule, { count: of.waitHours })
}

function Coming({ change, hours }: { change: Change; hours: number }) {
  const t = useText()
  const words = useCharterWords()
  const isProposed = change.state === 'proposed'
  const confirm = useAct<typeof postCharterConfirmation>('post', '/api/charter/changes/{change}/confirm', {
    done: () => tell(t('charter.change.confirmed')),
  })
  const end = useAct<typeof postCharterTakeBack>('post', '/api/charter/changes/{change}/take-back', {
    done: () => tell(t(isProposed ? 'charter.change.refused' : 'charter.change.taken_back')),
  })
  const why = (because: Change['because']['confirm']) =>
    because ? t(`charter.change.because.${because}`, { count: hours }) : undefined
  const params = { change: change.id }
  return (
    <Note kind="caution">
      <ul className="opening">
        {change.differences.map((difference) => (
          <li key={difference.path.join('.')}>{words.opens(difference)}</li>
        ))}
        {change.differences.length === 0 && <li>{t('charter.change.no_effect')}</li>}
      </ul>
      <Facts
        of={[
          [
            t('charter.change.in_force'),
            change.inForceFrom ? (
              <Moment key="from" at={change.inForceFrom} relative />
            ) : (
              t('charter.change.proposed')
            ),
          ],
          [
            t('charter.change.proposed_by'),
            <Decided key="proposed" who={words.who(change.proposer)} at={change.proposedAt} />,
          ],
          [
            t('charter.change.confirmed_by'),
            change.confirmedAt ? (
              <Decided key="confirmed" who={words.who(change.confirmer)} at={change.confirmedAt} />
            ) : (
              t('charter.change.not_yet')
            ),
          ],
        ]}
      />
      <ProblemBox error={confirm.error ?? end.error} />
      <div className="actions">
        {isProposed && (
          <ActButton
            because={why(change.because.confirm)}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ params })}
          >
            {t('charter.change.confirm')}
          </ActButton>
        )}
        <ActButton
          variant="default"
          because={why(change.because.takeBack)}
          loading={end.isPending}
          onClick={() => end.mutate({ params })}
        >
          {t(isProposed ? 'charter.change.refuse' : 'charter.change.take_back')}
        </ActButton>
      </div>
    </Note>
  )
}

const Decided = ({ who, at }: { who: string; at: string }) => (
  <>
    {who} <Moment at={at} />
  </>
)
