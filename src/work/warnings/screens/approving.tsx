import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import {
  Moment,
  Note,
  ProblemBox,
  type Received,
  Section,
  useAnswer,
  useEither,
  useLive,
  useText,
} from '#base/ui/index.ts'
import type { getApproval } from '#work/approval/routes.ts'
import { AskReview } from './review.tsx'

const CONTAINED = ['personal-data', 'third-party-secrets', 'nda-bound'] as const
export type Contained = (typeof CONTAINED)[number]

/** What the author says is in the text; null until he has said it. */
export type Declared = readonly Contained[] | null

/** What a release needs, as of what was ticked. What was ticked for the review of this very text stands ticked. */
export function useApproval(number: string) {
  const [said, declare] = useState<Declared>(null)
  const asked = useAnswer<typeof getApproval>('/api/warnings/{number}/approval', {
    params: { number },
    query: said && said.length > 0 ? { contains: said.join(',') } : {},
  })
  const declared: Declared = said ?? asked.data?.declared ?? null
  // what was declared with the review counts from the first look on
  const needs = useAnswer<typeof getApproval>('/api/warnings/{number}/approval', {
    params: { number },
    query: declared && declared.length > 0 ? { contains: declared.join(',') } : {},
  })
  // who waits here for the lawyer sees it as it comes
  useLive(({ about, id }) => {
    if (about !== 'warning' || id !== number) return
    void asked.refetch()
    void needs.refetch()
  })
  return { declared, declare, parts: needs.data?.parts ?? null, error: needs.error }
}

type PartNeeds = Received<typeof getApproval>['parts'][number]

/** Why a release cannot be pressed yet, in words; undefined when approvals stand. */
export function useApprovalHindrance({
  declared,
  parts,
}: {
  declared: Declared
  parts: readonly PartNeeds[] | null
}): string | undefined {
  const t = useText()
  if (declared === null) return t('approval.contains.wanted')
  if (parts?.some(({ may }) => !may)) return t('approval.needs.hindrance_authority')
  if (parts?.some(({ causes, approved }) => causes.length > 0 && !approved))
    return t('approval.needs.hindrance')
  return undefined
}

/** The ticks, what they lead to part by part, and the way to ask a reviewer. */
export function Approving({
  number,
  names,
  declared,
  declare,
  parts,
  error,
}: {
  number: string
  names: readonly string[]
  declared: Declared
  declare: (next: Declared) => void
  parts: readonly PartNeeds[] | null
  error: unknown
}) {
  const t = useText()
  const [asking, ask] = useState(false)
  const isMissing = parts?.some(({ may, causes, approved }) => may && causes.length > 0 && !approved) ?? false
  return (
    <>
      <Section title={t('approval.contains.title')}>
        <p id="contains-what">{t('approval.contains.what')}</p>
        <Checkbox.Group
          aria-label={t('approval.contains.title')}
          value={declared === null ? [] : declared.length === 0 ? ['none'] : [...declared]}
          onChange={(values) => {
            const ticked = CONTAINED.filter((one) => values.includes(one))
            const turnsToNone = values.includes('none') && declared?.length !== 0
            declare(turnsToNone ? [] : ticked.length > 0 ? ticked : null)
          }}
        >
          <div className="ticks">
            {CONTAINED.map((one) => (
              <Checkbox key={one} value={one} label={t(`approval.contains.${one}`)} />
            ))}
            <Checkbox value="none" label={t('approval.contains.none')} />
          </div>
        </Checkbox.Group>
      </Section>
      <Section title={t('approval.needs.title')}>
        <ProblemBox error={error} />
        <ul className="release-parts">
          {parts?.map((part, index) => (
            <li key={part.id}>
              {names[index]}：<Needs part={part} />
            </li>
          ))}
        </ul>
        {isMissing &&
          (asking ? (
            <AskReview number={number} contains={declared ?? []} close={() => ask(false)} />
          ) : (
            <div className="actions">
              <Button variant="default" onClick={() => ask(true)}>
                {t('oversight.ask')}
              </Button>
            </div>
          ))}
      </Section>
    </>
  )
}

function Needs({ part: { may, roles, causes, approved, standing } }: { part: PartNeeds }) {
  const t = useText()
  const either = useEither()
  const comma = t('composer.who_reads.comma')
  if (!may)
    return t('approval.needs.authority', {
      roles:
        roles.length > 0
          ? roles.map((role) => t(`people.role.${role}` as 'people.role.poc')).join(comma)
          : t('approval.needs.nobody'),
    })
  if (causes.length === 0) return t('approval.needs.none')
  if (standing)
    return (
      <Note>
        {t('approval.needs.standing')}
        <strong>{standing.words}</strong>（{either(standing.by.ja, standing.by.en)}、
        {t('approval.standing.until')} <Moment at={standing.until} />）
      </Note>
    )
  if (approved) return t('approval.needs.approved')
  return (
    <strong>
      {t('approval.needs.missing', {
        causes: causes.map((cause) => t(`approval.cause.${cause}` as 'approval.cause.victim')).join(comma),
      })}
    </strong>
  )
}
