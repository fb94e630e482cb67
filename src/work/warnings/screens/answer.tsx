import { Button } from '@mantine/core'
import { useState } from 'react'
import { Moment, ProblemBox, TextField, TickField, tell, useAct, useText } from '#base/ui/index.ts'
import type { postAnswer } from '../answer-routes.ts'
import { ANSWERS, type Answer } from '../warning.ts'
import type { OpenWarning } from './marks.tsx'

/** One press answers for the team; a word and the team's name may go with it, before or after. */
export function AnswerBox({ warning: { number, answer, parts, actions } }: { warning: OpenWarning }) {
  const t = useText()
  const [comment, setComment] = useState(answer?.comment ?? '')
  const [named, setNamed] = useState(answer?.named ?? false)
  const [sending, setSending] = useState<Answer | null>(null)
  const send = useAct<typeof postAnswer>('post', '/api/warnings/{number}/answers', {
    changes: ['/api/warnings'],
    done: () => tell(t('warnings.read.answer_sent')),
  })
  if (!actions.answer?.allowed) return null
  const due = parts.flatMap(({ envelope }) => envelope.respondBy ?? []).sort()[0]
  const give = (given: Answer): void => {
    setSending(given)
    send.mutate({ params: { number }, body: { answer: given, comment: comment.trim(), named } })
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
        <summary>{t('warnings.read.with_words')}</summary>
        <div className="answer-words">
          <TextField
            label={t('warnings.read.comment')}
            hint={t('warnings.read.comment_hint')}
            audience={t('warnings.read.comment_audience')}
            optional
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <TickField
            label={t('warnings.read.named')}
            hint={t('warnings.read.named_hint')}
            checked={named}
            onChange={(event) => setNamed(event.currentTarget.checked)}
          />
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
