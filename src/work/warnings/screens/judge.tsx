import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Translate } from '#base/i18n/index.ts'
import {
  ActButton,
  Facts,
  links,
  Note,
  ProblemBox,
  ProseField,
  Section,
  TextField,
  tell,
  useAct,
  useAnswer,
  useGo,
  useText,
} from '#base/ui/index.ts'
import type { getReview, postVerdict } from '#work/approval/routes.ts'
import type { postReviewDone } from '../routes.ts'
import type { OpenPart } from './marks.tsx'
import { partNames } from './part-names.ts'

type Verdict = 'approved' | 'changed' | 'asked' | 'refused'
type Changes = { headline?: string; text?: string; doNow?: string }

const useReview = (number: string) =>
  useAnswer<typeof getReview>('/api/warnings/{number}/reviews/mine', { params: { number } })

/** What the author says is in the text, and what was asked and answered so far: above the text. */
export function AskedWhat({ number }: { number: string }) {
  const t = useText()
  const review = useReview(number).data
  if (!review || (review.contains.length === 0 && review.asked.length === 0)) return null
  return (
    <Note>
      <Facts
        of={[
          ...(review.contains.length > 0
            ? [
                [
                  t('approval.contains.said'),
                  review.contains
                    .map((one) => t(`approval.cause.${one}`))
                    .join(t('composer.who_reads.comma')),
                ] as const,
              ]
            : []),
          ...review.asked.map(
            ({ words, answer }) =>
              [
                words,
                answer ?? (
                  <span key={words} className="dimmed">
                    {t('approval.judge.waiting')}
                  </span>
                ),
              ] as const,
          ),
        ]}
      />
    </Note>
  )
}

/** What a reviewer can say of exactly the text above, at a desk and on a phone. */
export function Judge({ number, parts }: { number: string; parts: readonly OpenPart[] }) {
  const t = useText()
  const go = useGo()
  const [saying, say] = useState<Exclude<Verdict, 'approved'> | null>(null)
  const [words, setWords] = useState('')
  const [changes, setChanges] = useState<Record<string, Changes>>({})
  const sent = useRef<Verdict>('approved')
  const judge = useAct<typeof postVerdict>('post', '/api/warnings/{number}/reviews/verdict', {
    // not the warning itself: with a decision it closes, and this page is left
    changes: ['/api/tasks', '/api/warnings/{number}/reviews'],
    done: () => {
      tell(t(`approval.judge.done_${sent.current}`))
      setWords('')
      say(null)
      if (sent.current !== 'asked') go(links.home())
    },
  })
  const finish = useAct<typeof postReviewDone>('post', '/api/warnings/{number}/reviews/done', {
    changes: ['/api/tasks'],
    done: () => go(links.home()),
  })
  const send = (verdict: Verdict): void => {
    sent.current = verdict
    judge.mutate({
      params: { number },
      body: { verdict, words: words.trim(), changes: verdict === 'changed' ? changes : {} },
    })
  }
  return (
    <Section title={t('approval.judge.title')}>
      <p>{t('approval.judge.what')}</p>
      {saying === null ? (
        <div className="actions">
          <ActButton loading={judge.isPending} onClick={() => send('approved')}>
            {t('approval.judge.approve')}
          </ActButton>
          {(['changed', 'asked', 'refused'] as const).map((verdict) => (
            <Button key={verdict} variant="default" onClick={() => say(verdict)}>
              {t(`approval.judge.${verb[verdict]}`)}
            </Button>
          ))}
          <Button
            variant="subtle"
            loading={finish.isPending}
            onClick={() => finish.mutate({ params: { number } })}
          >
            {t('approval.judge.finish')}
          </Button>
        </div>
      ) : (
        <>
          {saying === 'changed' && <ChangeParts parts={parts} changes={changes} change={setChanges} />}
          <ProseField
            label={t(`approval.judge.${label[saying]}`)}
            optional={saying === 'changed'}
            minRows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <div className="actions">
            <ActButton
              loading={judge.isPending}
              because={hindrance(t, saying, words, changes)}
              onClick={() => send(saying)}
            >
              {t(`approval.judge.${sends[saying]}`)}
            </ActButton>
            <Button variant="default" onClick={() => say(null)}>
              {t('common.action.cancel')}
            </Button>
          </div>
        </>
      )}
      <ProblemBox error={judge.error ?? finish.error} />
    </Section>
  )
}

const verb = { changed: 'change', asked: 'ask', refused: 'refuse' } as const
const label = { changed: 'words', asked: 'question', refused: 'why' } as const
const sends = { changed: 'send_change', asked: 'send_question', refused: 'send_refusal' } as const

function hindrance(
  t: Translate,
  saying: Exclude<Verdict, 'approved'>,
  words: string,
  changes: Readonly<Record<string, Changes>>,
): string | undefined {
  if (saying !== 'changed') return words.trim() === '' ? t('errors.verdict_wants_words') : undefined
  const isChanged = Object.values(changes).some((one) => Object.keys(one).length > 0)
  return isChanged ? undefined : t('errors.verdict_wants_changes')
}

/** The text to write over, part by part. Only what differs is sent. */
function ChangeParts({
  parts,
  changes,
  change,
}: {
  parts: readonly OpenPart[]
  changes: Readonly<Record<string, Changes>>
  change: (changes: Record<string, Changes>) => void
}) {
  const t = useText()
  const names = partNames(
    parts.map(({ kind }) => kind),
    t,
  )
  const write = (part: OpenPart, field: keyof Changes, value: string): void => {
    const { [field]: _was, ...others } = changes[part.id] ?? {}
    const next = value === part.content[field] ? others : { ...others, [field]: value }
    const { [part.id]: _before, ...rest } = changes
    change(Object.keys(next).length > 0 ? { ...rest, [part.id]: next } : rest)
  }
  return (
    <>
      <p>{t('approval.judge.change_what')}</p>
      {parts.map((part, index) => {
        const written = (field: keyof Changes) => changes[part.id]?.[field] ?? part.content[field]
        return (
          <fieldset key={part.id} lang={part.language}>
            <legend>{names[index]}</legend>
            <TextField
              label={t('approval.field.headline')}
              maxLength={200}
              value={written('headline')}
              onChange={(event) => write(part, 'headline', event.currentTarget.value)}
            />
            {part.content.doNow !== '' && (
              <ProseField
                label={t('approval.field.doNow')}
                minRows={2}
                maxLength={2000}
                value={written('doNow')}
                onChange={(event) => write(part, 'doNow', event.currentTarget.value)}
              />
            )}
            <ProseField
              label={t('approval.field.text')}
              value={written('text')}
              onChange={(event) => write(part, 'text', event.currentTarget.value)}
            />
          </fieldset>
        )
      })}
    </>
  )
}
