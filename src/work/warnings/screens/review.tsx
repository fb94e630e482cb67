import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  ChoiceField,
  Facts,
  links,
  Moment,
  Note,
  ProblemBox,
  Section,
  TextField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useMe,
  useText,
  useZone,
} from '#base/ui/index.ts'
import type { PartKind } from '#core/envelope/index.ts'
import type { getTeamPeople } from '#people/directory/routes.ts'
import type { postReview, postReviewDone } from '../routes.ts'
import type { Contained } from './approving.tsx'
import type { OpenPart, OpenWarning } from './marks.tsx'
import { partNames } from './part-names.ts'
import { usePreview } from './previewing.tsx'
import { instantOf, later, wallOf } from './wall-time.ts'
import { PartReaders } from './who-reads.tsx'

/** Asks one person of the own team, the lawyer first, to read exactly this text before it is released. */
export function AskReview({
  number,
  contains = [],
  close,
}: {
  number: string
  /** What the author says is in the text. */
  contains?: readonly Contained[]
  close: () => void
}) {
  const t = useText()
  const either = useEither()
  const zone = useZone()
  const { hat, person } = useMe()
  const people = useAnswer<typeof getTeamPeople>(
    '/api/teams/{team}/people',
    { params: { team: hat?.team ?? '' } },
    { enabled: hat?.team != null },
  )
  const [chosen, choose] = useState('')
  const [reason, setReason] = useState(t('oversight.reason_default'))
  const [until, setUntil] = useState(() => later(wallOf(new Date().toISOString(), zone), 2, '17:00'))
  const ask = useAct<typeof postReview>('post', '/api/warnings/{number}/reviews', {
    changes: ['/api/warnings/{number}'],
    done: () => {
      tell(t('oversight.asked'))
      close()
    },
  })
  const all = (people.data?.people ?? [])
    .filter((one) => one.person !== person && one.until === null)
    .sort((a, b) => Number(b.role === 'reviewer') - Number(a.role === 'reviewer'))
  const reviewers = all.filter(({ role }) => role === 'reviewer').map(({ appointment }) => appointment)
  const anyOfThem = reviewers.length > 1
  const who = chosen || (anyOfThem ? ANY : all[0]?.appointment)
  const at = instantOf(until, zone)
  return (
    <section className="note ending" aria-labelledby="review-title">
      <h3 id="review-title">{t('oversight.ask')}</h3>
      <p>{t('oversight.ask_what')}</p>
      {people.data && all.length === 0 ? (
        <p>{t('oversight.nobody')}</p>
      ) : (
        <>
          <ChoiceField
            label={t('oversight.who')}
            value={who ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
            hint={who === ANY ? t('approval.ask.any_what') : undefined}
            data={[
              ...(anyOfThem
                ? [{ value: ANY, label: t('approval.ask.any', { count: reviewers.length }) }]
                : []),
              ...all.map((one) => ({
                value: one.appointment,
                label: `${either(one.name.ja, one.name.en)}（${t(`people.role.${one.role}`)}）`,
              })),
            ]}
          />
          <TextField
            label={t('oversight.reason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextField
            type="datetime-local"
            className="time-input"
            label={t('oversight.until')}
            hint={t('oversight.until_what')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </>
      )}
      <ProblemBox error={ask.error} />
      <div className="actions">
        {who && at && reason.trim() !== '' && (
          <ActButton
            loading={ask.isPending}
            onClick={() => {
              const [first = who, ...also] = who === ANY ? reviewers : [who]
              ask.mutate({
                params: { number },
                body: { appointment: first, also, until: at, reason: reason.trim(), contains: [...contains] },
              })
            }}
          >
            {t('oversight.ask_confirm')}
          </ActButton>
        )}
        <Button variant="default" onClick={close}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </section>
  )
}

/** Stands for all reviewers of the team: one verdict is enough. */
const ANY = 'any'

type Named = { readonly id?: string | undefined; readonly kind: PartKind }

/** Whether what would be released was reviewed as it stands, in words; null where nobody was asked. */
export function useReviewWords(review: OpenWarning['review'], parts: readonly Named[]): string | null {
  const t = useText()
  if (!review) return null
  const names = partNames(
    parts.map(({ kind }) => kind),
    t,
  )
  const missed = names.filter((_, index) => review.parts.includes(parts[index]?.id ?? ''))
  return t(`oversight.state.${review.state}`, { parts: missed.join(t('composer.who_reads.comma')) })
}

/** The same for who goes on writing. */
export function ReviewNote({ review, parts }: { review: OpenWarning['review']; parts: readonly Named[] }) {
  const t = useText()
  const words = useReviewWords(review, parts)
  if (!review || !words) return null
  return (
    <Note kind={review.state === 'earlier' ? 'caution' : 'plain'}>
      <p>{words}</p>
      {review.state !== 'earlier' && <p>{t('oversight.stays')}</p>}
    </Note>
  )
}

/** For who was let in by a task: says so, and ends it; the text closes to them then. */
export function EndTask({
  number,
  task: { purpose, reason, until },
  overtaken,
  judged = false,
}: {
  number: string
  task: NonNullable<OpenWarning['task']>
  /** The text was written anew since: what is shown is what was asked about. */
  overtaken: boolean
  /** What is said of it stands below the text, and ends it. */
  judged?: boolean
}) {
  const t = useText()
  const go = useGo()
  const review = purpose !== 'break-glass'
  const done = useAct<typeof postReviewDone>('post', '/api/warnings/{number}/reviews/done', {
    changes: ['/api/tasks'],
    done: () => {
      if (review) tell(t('oversight.done_now'))
      go(links.home())
    },
  })
  return (
    <Note>
      <p>{t(judged ? 'oversight.judge_you' : review ? 'oversight.asked_you' : 'oversight.glass_open')}</p>
      <Facts
        of={[
          [t(review ? 'oversight.reason' : 'oversight.glass_reason'), reason],
          [t('oversight.ends'), <Moment key="until" at={until} relative />],
        ]}
      />
      {overtaken && (
        <p>
          <strong>{t('oversight.overtaken_you')}</strong> {t('oversight.overtaken_you_what')}
        </p>
      )}
      <ProblemBox error={done.error} />
      {!judged && (
        <div className="actions note-actions">
          <ActButton loading={done.isPending} onClick={() => done.mutate({ params: { number } })}>
            {t(review ? 'oversight.done' : 'oversight.glass_done')}
          </ActButton>
        </div>
      )}
    </Note>
  )
}

/** For who reviews a draft: whom it would reach, as its author sees it. */
export function ReviewReaders({ parts }: { parts: readonly OpenPart[] }) {
  const t = useText()
  const envelopes = parts.flatMap(({ envelope }) =>
    envelope.audience ? [{ ...envelope, audience: envelope.audience }] : [],
  )
  const preview = usePreview(envelopes)
  if (envelopes.length === 0) return null
  const names = partNames(
    envelopes.map(({ kind }) => kind),
    t,
  )
  return (
    <Section title={t('oversight.readers')}>
      {preview.error && <ProblemBox error={preview.error} retry={() => preview.refetch()} />}
      {envelopes.map((envelope, index) => {
        const readers = preview.data?.parts[index]
        return (
          readers && (
            <PartReaders
              key={parts[index]?.id}
              name={names[index] ?? ''}
              envelope={envelope}
              preview={readers}
            />
          )
        )
      })}
    </Section>
  )
}
