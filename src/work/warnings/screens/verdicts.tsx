import { useState } from 'react'
import {
  ActButton,
  Moment,
  Note,
  ProblemBox,
  ProseField,
  type Received,
  Section,
  tell,
  useAct,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { getApproval, postReviewAnswer } from '#work/approval/routes.ts'
import type { postTakeChanges } from '../routes.ts'
import { AskWhy } from './ask-why.tsx'
import type { OpenWarning } from './marks.tsx'
import { newestParts } from './newest.ts'
import { partNames } from './part-names.ts'

type Said = Received<typeof getApproval>['verdicts'][number]

/** What reviewers said, for the source: each verdict once, however many parts it is about. */
export function Verdicts({ warning, again }: { warning: OpenWarning; again: () => void }) {
  const t = useText()
  const { number, parts, revision } = warning
  const newest = newestParts(parts)
  // asked anew whenever the review or the text stands otherwise
  const found = useAnswer<typeof getApproval>(
    '/api/warnings/{number}/approval',
    { params: { number }, query: {} },
    { enabled: warning.verdicts > 0 },
  )
  const said = found.data?.verdicts ?? []
  if (said.length === 0) return null
  const names = partNames(
    newest.map(({ kind }) => kind),
    t,
  )
  const nameOf = (id: string) => names[newest.findIndex((part) => part.id === id)] ?? ''
  const rounds = new Map<string, Said[]>()
  for (const one of said) {
    const key = [one.at, one.by.en, one.words].join(' ')
    rounds.set(key, [...(rounds.get(key) ?? []), one])
  }
  return (
    <Section title={t('approval.verdict.title')}>
      {[...rounds.values()].reverse().map((round) => (
        <Round
          key={round[0]?.id}
          round={round}
          number={number}
          revision={revision ?? 1}
          nameOf={nameOf}
          parts={newest}
          again={() => {
            void found.refetch()
            again()
          }}
        />
      ))}
    </Section>
  )
}

type Part = OpenWarning['parts'][number]

function Round({
  round,
  number,
  revision,
  nameOf,
  parts,
  again,
}: {
  round: readonly Said[]
  number: string
  revision: number
  nameOf: (part: string) => string
  parts: readonly Part[]
  again: () => void
}) {
  const t = useText()
  const either = useEither()
  // a round is of every version that he was asked about, the earlier ones too
  const telling = round.filter(({ verdict }) => verdict !== 'approved')
  const first =
    telling.find(({ answer }) => answer !== null) ??
    telling.find(({ current }) => current) ??
    telling[0] ??
    round.find(({ current }) => current) ??
    round[0]
  if (!first) return null
  const { verdict, by, role, at, words, current, answer } = first
  return (
    <Note kind={verdict === 'refused' || verdict === 'asked' ? 'caution' : 'plain'}>
      <p>
        <strong>{t(`approval.verdict.${verdict}`)}</strong> {either(by.ja, by.en)}（
        {t(`people.role.${role}` as 'people.role.reviewer')}）
        <Moment at={at} relative />
        {!current && !first.taken && <span className="dimmed"> {t('approval.verdict.earlier')}</span>}
      </p>
      {role !== 'reviewer' && verdict !== 'asked' && (
        <p className="dimmed">{t('approval.verdict.no_approval')}</p>
      )}
      {words !== '' && <p className="part-text">{words}</p>}
      {verdict === 'asked' && answer !== null && (
        <p className="part-text">
          {t('approval.verdict.answer')}：{answer}
        </p>
      )}
      {verdict === 'asked' && answer === null && current && (
        <Answer number={number} question={first.id} again={again} />
      )}
      {verdict === 'refused' && <AskWhy what="refused" about={number} />}
      {round.map(
        (one) =>
          one.changes && (
            <Proposal
              key={one.id}
              one={one}
              name={nameOf(one.part)}
              part={parts.find(({ id }) => id === one.part)}
              number={number}
              revision={revision}
              again={again}
            />
          ),
      )}
    </Note>
  )
}

function Answer({ number, question, again }: { number: string; question: string; again: () => void }) {
  const t = useText()
  const [words, setWords] = useState('')
  const answer = useAct<typeof postReviewAnswer>('post', '/api/warnings/{number}/reviews/{question}/answer', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('approval.verdict.answer_done'))
      again()
    },
  })
  return (
    <>
      <ProseField
        label={t('approval.verdict.answer')}
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemBox error={answer.error} />
      <div className="actions">
        <ActButton
          loading={answer.isPending}
          disabled={words.trim() === ''}
          onClick={() => answer.mutate({ params: { number, question }, body: { words: words.trim() } })}
        >
          {t('approval.verdict.answer_send')}
        </ActButton>
      </div>
    </>
  )
}

const FIELDS = ['headline', 'clearTitle', 'doNow', 'text'] as const

/** What the reviewer wrote beside what stands now; one click takes it. */
function Proposal({
  one,
  name,
  part,
  number,
  revision,
  again,
}: {
  one: Said
  name: string
  part: Part | undefined
  number: string
  revision: number
  again: () => void
}) {
  const t = useText()
  const take = useAct<typeof postTakeChanges>('post', '/api/warnings/{number}/reviews/{proposal}/take', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('approval.verdict.take_done'))
      again()
    },
  })
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      {FIELDS.map((field) => {
        const next = one.changes?.[field]
        return (
          next !== undefined && (
            <div key={field} className="pair pair-top">
              {one.current && (
                <div>
                  <p className="dimmed">
                    {t(`approval.field.${field}`)}：{t('approval.verdict.before')}
                  </p>
                  <div className="part-text" lang={part?.language}>
                    {part?.content[field]}
                  </div>
                </div>
              )}
              <div>
                <p className="dimmed">
                  {t(`approval.field.${field}`)}：{t('approval.verdict.after')}
                </p>
                <div className="part-text" lang={part?.language}>
                  {next}
                </div>
              </div>
            </div>
          )
        )
      })}
      {one.taken ? (
        <>
          <p>{t('approval.verdict.taken')}</p>
          <AskWhy what="cut-down" about={number} />
        </>
      ) : (
        one.current && (
          <>
            <p>{t('approval.verdict.take_what')}</p>
            <ProblemBox error={take.error} />
            <div className="actions">
              <ActButton
                loading={take.isPending}
                onClick={() => take.mutate({ params: { number, proposal: one.id }, body: { revision } })}
              >
                {t('approval.verdict.take')}
              </ActButton>
            </div>
          </>
        )
      )}
    </section>
  )
}
