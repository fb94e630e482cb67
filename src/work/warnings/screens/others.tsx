import { Button } from '@mantine/core'
import {
  Moment,
  ProblemBox,
  Section,
  TeamChip,
  useAct,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { getAnswers, postMeasureConfirmation } from '../answer-routes.ts'

/** R15: how others fare, as far as readers are told: counts in steps, and what was said to all of them. */
export function Others({ number, told = true }: { number: string; told?: boolean }) {
  const t = useText()
  const found = useAnswer<typeof getAnswers>('/api/warnings/{number}/answers', { params: { number } }).data
  if (!found) return null
  const { atLeast, answers } = found.told
  if (!told && found.words.length === 0) return null
  return (
    <Section title={t(told ? 'answering.others' : 'answering.words')}>
      {told && (
        <>
          <p>{atLeast === null ? t('answering.told_none') : t('answering.told', { count: atLeast })}</p>
          {answers.length > 0 && (
            <dl className="bars">
              {answers.map((one) => (
                <div key={one.answer}>
                  <dt>{t(`warnings.answers.${one.answer}`)}</dt>
                  <dd>
                    <span>{t('answering.at_least', { count: one.atLeast })}</span>
                    <progress aria-hidden max={atLeast ?? one.atLeast} value={one.atLeast} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {atLeast !== null && <p className="dimmed">{t('answering.told_lead')}</p>}
        </>
      )}
      {found.words.length > 0 && (
        <>
          {told && <h3>{t('answering.words')}</h3>}
          <ul className="others-words">
            {found.words.map((words) => (
              <li key={words.id}>
                <Words number={number} words={words} confirms={told} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

type Said = NonNullable<ReturnType<typeof useAnswer<typeof getAnswers>>['data']>['words'][number]

function Words({ number, words, confirms }: { number: string; words: Said; confirms: boolean }) {
  const t = useText()
  const either = useEither()
  const { team, mine, comment, measure, measureWhere, measureWorked, confirmed, confirmedByUs, at } = words
  const confirm = useAct<typeof postMeasureConfirmation>(
    'post',
    '/api/warnings/{number}/measures/{words}/confirmations',
    { changes: ['/api/warnings'] },
  )
  return (
    <>
      <p className="dimmed">
        {mine ? t('answering.ours') : team === null ? t('answering.nameless') : ''}
        {!mine && team && (
          <TeamChip id={team.id} short={team.name.short} name={either(team.name.ja, team.name.en)} />
        )}{' '}
        {at && <Moment at={at} />}
      </p>
      {comment && <p>{comment}</p>}
      {measure && (
        <>
          <p className="prose">
            <strong>{t('answering.measure_said')}</strong>
            {measure}
          </p>
          <p>
            {measureWhere && `${t('answering.where_said')}${measureWhere}　`}
            {measureWorked && t(`answering.worked.${measureWorked}`)}
            {confirmed > 0 && ` · ${t('answering.confirmed', { count: confirmed })}`}
          </p>
          {confirms && !mine && (
            <div>
              <Button
                size="xs"
                variant="default"
                disabled={confirmedByUs}
                loading={confirm.isPending}
                onClick={() => confirm.mutate({ params: { number, words: words.id } })}
              >
                {t(confirmedByUs ? 'answering.confirmed_by_us' : 'answering.confirm')}
              </Button>
            </div>
          )}
        </>
      )}
      <ProblemBox error={confirm.error} />
    </>
  )
}
