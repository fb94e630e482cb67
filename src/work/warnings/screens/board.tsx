import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Translate } from '#base/i18n/index.ts'
import {
  ActButton,
  GoButton,
  links,
  ProblemBox,
  Section,
  tell,
  useAct,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { ReasonCode } from '#core/policy/index.ts'
import type { postTakeBack } from '../routes.ts'
import type { WarningState } from '../warning.ts'
import { AskWhy } from './ask-why.tsx'
import { Ledger, LetIn } from './ledger.tsx'
import type { OpenWarning } from './marks.tsx'
import { NameReleaser, PartsApart } from './naming.tsx'
import { newestParts } from './newest.ts'
import { AskReview, ReviewNote } from './review.tsx'
import { Verdicts } from './verdicts.tsx'
import { Withdrawing } from './withdrawing.tsx'

/** What the source sees above its own warning: how it stands, what can be done, how it was received. */
export function Board({ warning, again }: { warning: OpenWarning; again: () => void }) {
  const t = useText()
  const state = warning.state as WarningState
  return (
    <div className="board">
      <Section title={t('warnings.board.title')}>
        <p role="status">
          <strong>{t(`warnings.states.${state}`)}</strong>{' '}
          {state === 'held' ? <Countdown warning={warning} over={again} /> : stateWords(t, warning, state)}
        </p>
        <ReviewNote review={warning.review} parts={newestParts(warning.parts)} />
        <PartsApart count={warning.apart} />
        <Acts warning={warning} state={state} again={again} />
        <NameReleaser warning={warning} again={again} />
      </Section>
      <Verdicts warning={warning} again={again} />
      {isLate(warning, state) && <AskWhy what="delayed" about={warning.number} />}
      {warning.ledger && warning.ledger.tasks.length > 0 && <LetIn tasks={warning.ledger.tasks} />}
      {warning.ledger && state !== 'draft' && state !== 'held' && <Ledger warning={warning} />}
    </div>
  )
}

const DAY_MS = 86_400_000

/** A review was asked for more than a day before this, and nothing is out. */
const isLate = ({ ledger }: OpenWarning, state: WarningState): boolean =>
  state === 'draft' &&
  (ledger?.tasks ?? []).some(
    ({ purpose, at }) => purpose === 'review' && Date.now() - Date.parse(at) > DAY_MS,
  )

function stateWords(t: Translate, { attribution, parts }: OpenWarning, state: WarningState): string {
  if (state !== 'draft') return t(`warnings.board.${state}` as 'warnings.board.live')
  // a withheld source and RED are kept from colleagues too
  const alone = attribution === 'withheld' || parts.every(({ envelope }) => envelope.tlp === 'RED')
  return t(alone ? 'warnings.board.draft_withheld' : 'warnings.board.draft')
}

/** Why an act is not offered now, in words. */
export const because = (
  t: Translate,
  action: OpenWarning['actions'][string] | undefined,
): string | undefined => {
  const code = action?.because[0]
  if (!code) return undefined
  if (code.startsWith('state-')) return t(`warnings.states.${code.slice(6) as WarningState}`)
  return t(`reasons.${code as ReasonCode}`)
}

/** A version is out already and goes on being read. */
const isCorrection = ({ parts }: OpenWarning, now: number): boolean =>
  parts.some(({ state, releasedAt }) => state === 'released' && releasedAt && Date.parse(releasedAt) <= now)

/** R14: while it is held nobody sees it; the seconds until then. */
function Countdown({ warning, over }: { warning: OpenWarning; over: () => void }) {
  const t = useText()
  const opens = Math.max(
    0,
    ...warning.parts.flatMap(({ state, releasedAt }) =>
      state === 'released' && releasedAt ? Date.parse(releasedAt) : [],
    ),
  )
  const [now, setNow] = useState(Date.now)
  const words = isCorrection(warning, now) ? 'warnings.board.held_correction' : 'warnings.board.held'
  const left = Math.ceil((opens - now) / 1000)
  const overNow = useRef(over)
  overNow.current = over
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
      // until the server agrees that it is over
      if (Date.now() >= opens) overNow.current()
    }, 1000)
    return () => clearInterval(timer)
  }, [opens])
  // read out at first and then every ten seconds, not every second
  return (
    <>
      <span aria-hidden>{left > 0 ? t(words, { seconds: left }) : t('warnings.board.held_over')}</span>
      <span className="unseen">{t(words, { seconds: Math.max(0, Math.ceil(left / 10) * 10) })}</span>
    </>
  )
}

function Acts({ warning, state, again }: { warning: OpenWarning; state: WarningState; again: () => void }) {
  const t = useText()
  const { number, actions } = warning
  const { hat } = useMe()
  const [ending, setEnding] = useState<'withdraw' | 'discard' | 'review' | null>(null)
  const takeBack = useAct<typeof postTakeBack>('post', '/api/warnings/{number}/take-back', {
    changes: ['/api/warnings'],
    done: () => tell(t('warnings.board.take_back_done')),
  })
  const draft = state === 'draft'
  const offers = (act: string): boolean => actions[act]?.allowed === true
  const refused = (act: string): boolean =>
    actions[act]?.allowed === false && !actions[act]?.because.some((code) => code.startsWith('state-'))
  return (
    <>
      <div className="actions">
        {(offers('take-back') || (state === 'held' && refused('take-back'))) && (
          <ActButton
            because={because(t, offers('take-back') ? undefined : actions['take-back'])}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate({ params: { number } })}
          >
            {t('warnings.board.take_back')}
          </ActButton>
        )}
        {offers('release') && (
          <GoButton to={links.warningRelease(number)}>{t('warnings.board.release')}</GoButton>
        )}
        {refused('release') && (
          <ActButton because={because(t, actions.release)}>{t('warnings.board.release')}</ActButton>
        )}
        {offers('edit') && (
          <GoButton to={links.warningEdit(number)} variant="default">
            {t(draft || state === 'correcting' ? 'warnings.board.edit' : 'warnings.board.correct')}
          </GoButton>
        )}
        {offers('review') && hat?.team && (
          <Button variant="default" aria-expanded={ending === 'review'} onClick={() => setEnding('review')}>
            {t(warning.review?.state === 'earlier' ? 'oversight.ask_again' : 'oversight.ask')}
          </Button>
        )}
        {offers('withdraw') && (
          <Button
            variant="default"
            aria-expanded={ending === 'withdraw'}
            onClick={() => setEnding('withdraw')}
          >
            {t('warnings.board.withdraw')}
          </Button>
        )}
        {refused('withdraw') && (
          <ActButton variant="default" because={because(t, actions.withdraw)}>
            {t('warnings.board.withdraw')}
          </ActButton>
        )}
        {offers('discard') && (
          <Button variant="default" aria-expanded={ending === 'discard'} onClick={() => setEnding('discard')}>
            {t('warnings.board.discard')}
          </Button>
        )}
      </div>
      <ProblemBox error={takeBack.error} />
      {ending === 'review' && <AskReview number={number} close={() => setEnding(null)} />}
      {ending && ending !== 'review' && (
        <Withdrawing warning={warning} how={ending} close={() => setEnding(null)} again={again} />
      )}
    </>
  )
}
