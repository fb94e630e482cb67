import { Button } from '@mantine/core'
import { useState } from 'react'
import { Moment, Note, ProblemBox, tell, useAct, useAnswer, useText } from '#base/ui/index.ts'
import type { getAnswers, postAnswer } from '../answer-routes.ts'
import { BARE, type GivenAnswer } from '../answering.ts'
import { ANSWERS, type Answer } from '../warning.ts'
import { AnswerDetails } from './answer-details.tsx'
import type { OpenWarning } from './marks.tsx'
import { Showing } from './showing.tsx'

type Beside = Omit<GivenAnswer, 'answer'>

/** One press answers for the team; what was looked at, help and a word may go with it, before or after. */
export function AnswerBox({ warning: { number, answer, parts, actions } }: { warning: OpenWarning }) {
  const t = useText()
  const own = useAnswer<typeof getAnswers>('/api/warnings/{number}/answers', { params: { number } }).data?.own
  const [written, write] = useState<Beside | null>(null)
  const [sending, setSending] = useState<Answer | null>(null)
  const send = useAct<typeof postAnswer>('post', '/api/warnings/{number}/answers', {
    changes: ['/api/warnings'],
    done: () => tell(t('warnings.read.answer_sent')),
  })
  if (!actions.answer?.allowed) return null
  const due = parts.flatMap(({ envelope }) => envelope.respondBy ?? []).sort()[0]
  // what was said on the telephone is not taken for the team's own words
  const kept: Beside =
    own && !own.byTelephone
      ? { comment: own.comment, named: own.named, details: own.details }
      : { comment: '', named: false, details: BARE }
  const beside = written ?? kept
  const give = (given: Answer): void => {
    setSending(given)
    send.mutate(
      { params: { number }, body: { answer: given, ...beside, comment: beside.comment.trim() } },
      { onSuccess: () => write(null) },
    )
  }
  return (
    <section className="answer-box" aria-labelledby="answer-title">
      <div className="section-head">
        <h2 id="answer-title">{t('warnings.read.answer_title')}</h2>
        {due && (
          <span>
            {t('warnings.read.answer_due')}
            <Moment at={due} relative />
          </span>
        )}
      </div>
      <p role="status">
        {answer ? (
          <>
            <strong>{t('warnings.read.answered', { answer: t(`warnings.answers.${answer.answer}`) })}</strong>{' '}
            <Moment at={answer.at} />
          </>
        ) : (
          t('warnings.read.answer_lead')
        )}
      </p>
      {own?.byTelephone && <Note kind="caution">{t('answering.by_telephone')}</Note>}
      <div className="answers">
        {ANSWERS.map((one) => (
          <Button
            key={one}
            variant={answer?.answer === one ? 'filled' : 'default'}
            aria-pressed={answer?.answer === one}
            loading={send.isPending && sending === one}
            onClick={() => give(one)}
          >
            {t(`warnings.answers.${one}`)}
          </Button>
        ))}
      </div>
      <details>
        <summary>{t('answering.more')}</summary>
        <div className="answer-words">
          <AnswerDetails beside={beside} change={write} />
          <Showing />
          {answer && (
            <div>
              <Button variant="default" onClick={() => give(answer.answer)}>
                {t('warnings.read.send_comment')}
              </Button>
            </div>
          )}
        </div>
      </details>
      <ProblemBox error={send.error} />
    </section>
  )
}
