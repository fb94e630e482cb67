import { useState } from 'react'
import type { Translate } from '#base/i18n/index.ts'
import {
  ConfirmPage,
  Empty,
  Go,
  HandlingRule,
  Loading,
  links,
  Moment,
  Note,
  Page,
  ProblemBox,
  problemCode,
  type Received,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useMe,
  useParam,
  useText,
  useZone,
} from '#base/ui/index.ts'
import { type Envelope, isOpen, strictestFirst } from '#core/envelope/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { getChecks } from '#work/sanitisation/routes.ts'
import type { getWarning, postRelease } from '../routes.ts'
import { Approving, useApproval, useApprovalHindrance } from './approving.tsx'
import { because } from './board.tsx'
import { useContradictionWords } from './contradictions.tsx'
import type { OpenPart, OpenWarning } from './marks.tsx'
import { PartsApart } from './naming.tsx'
import { newestParts } from './newest.ts'
import { partNames } from './part-names.ts'
import { usePreview } from './previewing.tsx'
import { useReviewWords } from './review.tsx'
import { SmallWorlds } from './small-world.tsx'
import { clockOf } from './wall-time.ts'
import { PartReaders } from './who-reads.tsx'

/** One page of plain sentences before a release: what a lawyer reads on a phone. */
export function Release() {
  const t = useText()
  const number = useParam('number')
  const found = useAnswer<typeof getWarning>('/api/warnings/{number}', { params: { number }, query: {} })
  const warning = found.data
  if (!warning)
    return (
      <Page title={t('composer.confirm.title')}>
        {found.error ? <ProblemBox error={found.error} retry={() => found.refetch()} /> : <Loading />}
      </Page>
    )
  const drafts = newestParts(warning.parts).filter(({ state }) => state === 'draft')
  if (drafts.length === 0)
    return (
      <Page title={t('composer.confirm.title')}>
        <Empty title={t('composer.confirm.nothing')} action={<Go to={links.warning(number)}>{number}</Go>} />
      </Page>
    )
  return <Confirm warning={warning} drafts={drafts} again={() => void found.refetch()} />
}

/** Findings that nobody has let through. */
const openFindings = (checked: Received<typeof getChecks> | undefined): number =>
  checked?.findings.filter(({ part }) => !checked.parts[part]?.override).length ?? 0

const envelopeOf = ({ envelope }: OpenPart): Envelope => ({
  ...envelope,
  audience: envelope.audience ?? { include: [], exclude: [] },
})

function Confirm({
  warning,
  drafts,
  again,
}: {
  warning: OpenWarning
  drafts: readonly OpenPart[]
  again: () => void
}) {
  const t = useText()
  const go = useGo()
  const words = useContradictionWords()
  const sentences = useSentences(warning, drafts)
  const envelopes = drafts.map(envelopeOf)
  const zone = useZone()
  const names = partNames(
    drafts.map(({ kind }) => kind),
    t,
  )
  const preview = usePreview(envelopes)
  const checked = useAnswer<typeof getChecks>('/api/warnings/{number}/checks', {
    params: { number: warning.number },
    query: {},
  })
  const found = openFindings(checked.data)
  const approval = useApproval(warning.number)
  const unapproved = useApprovalHindrance(approval)
  const [widens, setWidens] = useState(false)
  const [consent, setConsent] = useState(false)
  const release = useAct<typeof postRelease>('post', '/api/warnings/{number}/release', {
    changes: ['/api/warnings'],
  })
  const { number, revision, actions } = warning
  const blocked = preview.data?.parts
    .flatMap(({ contradictions }) => contradictions)
    .find(({ severity }) => severity === 'block')
  const hindrance =
    because(t, actions.release) ??
    (found > 0 ? t('sanitisation.hindrance', { count: found }) : undefined) ??
    unapproved ??
    (blocked
      ? `${t('composer.confirm.contradicts')} ${words(blocked)}`
      : preview.data
        ? widens && !consent
          ? t('composer.confirm.widen_title')
          : undefined
        : t('composer.release_because.preview'))
  const act = async (): Promise<void> => {
    let opens = ''
    try {
      const { releasedAt } = await release.mutateAsync({
        params: { number },
        body: {
          revision: revision ?? 1,
          widen: widens && consent,
          contains: [...(approval.declared ?? [])],
        },
      })
      opens = releasedAt
    } catch (error) {
      if (problemCode(error) === 'widening_needs_consent') setWidens(true)
      if (problemCode(error) === 'changed_meanwhile') again()
      throw error
    }
    const isHeld = !envelopes.every(({ tlp }) => isOpen(tlp))
    tell(isHeld ? t('composer.confirm.held', { time: clockOf(opens, zone) }) : t('composer.confirm.done'))
    go(links.warning(number))
  }
  return (
    <ConfirmPage
      title={t('composer.confirm.title')}
      sentences={sentences}
      cannotUndo={[t('composer.confirm.cannot_opened'), t('composer.confirm.cannot_printed')]}
      confirm={t('composer.confirm.confirm')}
      because={hindrance}
      act={act}
      cancel={() => go(links.warningEdit(number))}
    >
      <section className="release-readers" aria-label={t('composer.confirm.whom')}>
        <h2>{t('composer.confirm.whom')}</h2>
        {preview.error && <ProblemBox error={preview.error} retry={() => preview.refetch()} />}
        {envelopes.map((envelope, index) => {
          const readers = preview.data?.parts[index]
          return (
            readers && (
              <PartReaders
                key={drafts[index]?.id}
                name={names[index] ?? ''}
                envelope={envelope}
                preview={readers}
              />
            )
          )
        })}
      </section>
      <PartsApart count={warning.apart} />
      <Approving number={number} names={names} {...approval} />
      <SmallWorlds of={checked.data?.smallWorlds ?? []} />
      {found > 0 && (
        <Note kind="caution">
          <p>{t('sanitisation.hindrance', { count: found })}</p>
          <Go to={links.warningChecks(number)}>{t('sanitisation.block.see')}</Go>
        </Note>
      )}
      {widens && (
        <TickField
          label={t('composer.confirm.widen')}
          checked={consent}
          onChange={(event) => setConsent(event.currentTarget.checked)}
        />
      )}
    </ConfirmPage>
  )
}

/** What, from whom, by which way, what readers may do, for how long it is held: in the order in which one asks. */
function useSentences(warning: OpenWarning, drafts: readonly OpenPart[]) {
  const t = useText()
  const either = useEither()
  const { hat, mailed } = useMe()
  const reviewed = useReviewWords(warning.review, drafts)
  const names = partNames(
    drafts.map(({ kind }) => kind),
    t,
  )
  const charter = useAnswer<typeof getCharter>('/api/charter').data?.charter
  const due = drafts.flatMap(({ envelope }) => envelope.respondBy ?? []).sort()[0]
  const embargo = drafts
    .flatMap(({ envelope }) => envelope.embargoUntil ?? [])
    .sort()
    .at(-1)
  const team = warning.originator?.name ?? hat?.name
  const open = drafts.every(({ envelope }) => isOpen(envelope.tlp))
  const seconds = charter?.holdSeconds[warning.urgency === 'immediate' ? 'immediate' : 'normal']
  return [
    [
      t('composer.confirm.what'),
      <ul key="what" className="release-parts">
        {drafts.map(({ id, content, language }, index) => (
          <li key={id}>
            <details>
              <summary>
                {names[index]}：<span lang={language}>{content.headline}</span>
              </summary>
              <div className="part-text part-old" lang={language}>
                {[content.doNow, content.text, content.changeNote].filter(Boolean).join('\n\n')}
              </div>
            </details>
          </li>
        ))}
      </ul>,
    ],
    ...(reviewed ? [[t('oversight.review'), reviewed] as const] : []),
    ...(warning.exercise
      ? [[t('composer.confirm.exercise'), t('composer.confirm.exercise_words')] as const]
      : []),
    [t('composer.confirm.from'), fromWords(t, warning, team ? either(team.ja, team.en) : '')],
    [
      t('composer.confirm.allowed'),
      <ul key="allowed" className="release-parts">
        {strictestFirst(drafts.map(({ envelope }) => envelope.tlp)).map((tlp) => (
          <li key={tlp}>
            {drafts.length > 1 && (
              <strong>
                {drafts
                  .flatMap(({ envelope }, index) => (envelope.tlp === tlp ? [names[index]] : []))
                  .join(t('composer.who_reads.comma'))}
              </strong>
            )}
            <HandlingRule tlp={tlp} />
          </li>
        ))}
      </ul>,
    ],
    ...(embargo
      ? [
          [
            t('composer.confirm.embargo'),
            <span key="embargo">
              {t('warnings.read.embargo')} {t('warnings.read.embargo_at')}
              <Moment at={embargo} />
            </span>,
          ] as const,
        ]
      : []),
    [
      t('composer.confirm.answer'),
      due ? (
        <span key="due">
          {t('composer.confirm.answer_by')}
          <Moment at={due} relative />
        </span>
      ) : (
        t('composer.confirm.answer_none')
      ),
    ],
    [t('composer.confirm.way'), t(mailed ? 'composer.confirm.way_words' : 'composer.confirm.way_no_mail')],
    [
      t('composer.confirm.hold'),
      open || seconds === undefined
        ? t('composer.confirm.hold_none')
        : t('composer.confirm.hold_words', { seconds }),
    ],
  ] as const
}

const fromWords = (t: Translate, { attribution }: OpenWarning, team: string): string =>
  attribution === 'named'
    ? t('composer.confirm.from_named', { team })
    : t(attribution === 'off' ? 'composer.confirm.from_off' : 'composer.confirm.from_withheld')
