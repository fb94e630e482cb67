import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  Answered,
  ChoiceField,
  Empty,
  Facts,
  Moment,
  Page,
  ProblemBox,
  type Received,
  Section,
  TextField,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import {
  PART_KINDS,
  type PartKind,
  type Term,
  TLP,
  type Tlp,
  tlpLabel,
  URGENCIES,
} from '#core/envelope/index.ts'
import type { getTeam } from '#people/directory/routes.ts'
import type { getGroups } from '#people/groups/routes.ts'
import type {
  getAuthority,
  getStandingApprovals,
  postStandingApproval,
  postStandingApprovalEnd,
  putAuthority,
} from './routes.ts'

type Matrix = Received<typeof getAuthority>['matrix']
type Rule = Matrix['rules'][number]

const ROLES = ['poc', 'deputy', 'analyst', 'reviewer', 'team_admin'] as const

/** Who of the own team may release what, and what its reviewers approved beforehand. */
export function OurAuthority() {
  const t = useText()
  const { hat } = useMe()
  const found = useAnswer<typeof getAuthority>('/api/authority', undefined, { enabled: hat?.team != null })
  return (
    <Page title={t('approval.matrix.title')} lead={t('approval.matrix.lead')}>
      {hat?.team ? (
        <>
          <Answered of={found}>
            {({ matrix, revision }) => <MatrixForm key={revision} kept={matrix} revision={revision} />}
          </Answered>
          <Standing />
        </>
      ) : (
        <Empty title={t('directory.no_team')}>{t('directory.no_team_what')}</Empty>
      )}
    </Page>
  )
}

function MatrixForm({ kept, revision }: { kept: Matrix; revision: number }) {
  const t = useText()
  const { hat } = useMe()
  const [rules, setRules] = useState<readonly Rule[]>(kept.rules)
  const [otherwise, setOtherwise] = useState(kept.otherwise)
  const team = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team: hat?.team ?? '' } })
  const save = useAct<typeof putAuthority>('put', '/api/authority', {
    changes: ['/api/authority'],
    done: () => tell(t('approval.matrix.saved')),
  })
  const mayChange = hat?.role === 'team_admin'
  const releaseRoles: readonly string[] = team.data?.releaseRoles ?? []
  const write = (index: number, change: Partial<Rule>): void =>
    setRules(rules.map((rule, at) => (at === index ? { ...rule, ...change } : rule)))
  const begun: Rule = {
    kinds: ['technical'],
    widest: 'AMBER',
    urgencies: [...URGENCIES],
    roles: ROLES.filter((role) => releaseRoles.includes(role)),
    review: false,
  }
  const isWhole = rules.every(
    ({ kinds, urgencies, roles }) => kinds.length > 0 && urgencies.length > 0 && roles.length > 0,
  )
  return (
    <>
      <p>{t('approval.matrix.what')}</p>
      <p className="dimmed">
        {t('approval.matrix.who', {
          roles: ROLES.filter((role) => releaseRoles.includes(role))
            .map((role) => t(`people.role.${role}`))
            .join(t('app.list_comma')),
        })}
      </p>
      {rules.length === 0 && <p>{t('approval.matrix.empty')}</p>}
      {rules.map((rule, index) => {
        const title = t('approval.matrix.row', { index: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <Section key={index} title={title}>
            {mayChange ? (
              <>
                <RuleFields rule={rule} write={(change) => write(index, change)} />
                <div>
                  <Button
                    size="xs"
                    variant="subtle"
                    onClick={() => setRules(rules.filter((_, at) => at !== index))}
                  >
                    {t('approval.matrix.remove')}
                  </Button>
                </div>
              </>
            ) : (
              <RuleFacts rule={rule} />
            )}
          </Section>
        )
      })}
      {mayChange ? (
        <ChoiceField
          label={t('approval.matrix.otherwise')}
          value={otherwise}
          onChange={(event) => setOtherwise(event.currentTarget.value as Matrix['otherwise'])}
          data={(['release-roles', 'nobody'] as const).map((value) => ({
            value,
            label: t(`approval.matrix.${value}`),
          }))}
        />
      ) : (
        <Facts of={[[t('approval.matrix.otherwise'), t(`approval.matrix.${otherwise}`)]]} />
      )}
      <ProblemBox error={save.error} />
      {mayChange && <p className="dimmed">{t('approval.matrix.sentence')}</p>}
      <div className="actions">
        <ActButton
          loading={save.isPending}
          disabled={!isWhole}
          because={mayChange ? undefined : t('errors.not_your_role', { who: 'team_admin' })}
          onClick={() => save.mutate({ body: { revision, matrix: { rules, otherwise } } })}
        >
          {t('approval.matrix.save')}
        </ActButton>
        {mayChange && (
          <Button variant="default" onClick={() => setRules([...rules, begun])}>
            {t('approval.matrix.add')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Several of a list, by ticks. */
function Ticks<Value extends string>({
  label,
  of,
  values,
  choose,
}: {
  label: string
  of: ReadonlyArray<{ readonly value: Value; readonly label: string }>
  values: readonly Value[]
  choose: (values: Value[]) => void
}) {
  return (
    <Checkbox.Group
      label={label}
      value={[...values]}
      onChange={(next) => choose(of.map(({ value }) => value).filter((value) => next.includes(value)))}
    >
      <div className="ticks">
        {of.map(({ value, label: words }) => (
          <Checkbox key={value} value={value} label={words} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

const labels = TLP.map((label) => ({ value: label, label: tlpLabel(label) }))

function RuleFields({ rule, write }: { rule: Rule; write: (change: Partial<Rule>) => void }) {
  const t = useText()
  return (
    <div className="form">
      <Ticks
        label={t('approval.matrix.kinds')}
        of={PART_KINDS.map((value) => ({ value, label: t(`warnings.kind.${value}`) }))}
        values={rule.kinds}
        choose={(kinds) => write({ kinds })}
      />
      <ChoiceField
        label={t('approval.matrix.widest')}
        hint={t('approval.matrix.widest_what')}
        value={rule.widest}
        onChange={(event) => write({ widest: event.currentTarget.value as Tlp })}
        data={labels}
      />
      <Ticks
        label={t('approval.matrix.urgencies')}
        of={URGENCIES.map((value) => ({ value, label: t(`warnings.urgency.${value}`) }))}
        values={rule.urgencies}
        choose={(urgencies) => write({ urgencies })}
      />
      <Ticks
        label={t('approval.matrix.roles')}
        of={ROLES.map((value) => ({ value, label: t(`people.role.${value}`) }))}
        values={rule.roles}
        choose={(roles) => write({ roles })}
      />
      <TickField
        label={t('approval.matrix.review')}
        checked={rule.review}
        onChange={(event) => write({ review: event.currentTarget.checked })}
      />
    </div>
  )
}

function RuleFacts({ rule }: { rule: Rule }) {
  const t = useText()
  const comma = t('app.list_comma')
  return (
    <Facts
      of={[
        [t('approval.matrix.kinds'), rule.kinds.map((kind) => t(`warnings.kind.${kind}`)).join(comma)],
        [t('approval.matrix.widest'), tlpLabel(rule.widest)],
        [
          t('approval.matrix.urgencies'),
          rule.urgencies.length === URGENCIES.length
            ? t('approval.matrix.all')
            : rule.urgencies.map((one) => t(`warnings.urgency.${one}`)).join(comma),
        ],
        [t('approval.matrix.roles'), rule.roles.map((role) => t(`people.role.${role}`)).join(comma)],
        [
          t('approval.matrix.review'),
          t(rule.review ? 'approval.matrix.review_yes' : 'approval.matrix.review_no'),
        ],
      ]}
    />
  )
}

type Approval = Received<typeof getStandingApprovals>['approvals'][number]

function Standing() {
  const t = useText()
  const { hat } = useMe()
  const [giving, give] = useState(false)
  const found = useAnswer<typeof getStandingApprovals>('/api/standing-approvals')
  const mayGive = hat?.role === 'reviewer'
  return (
    <Section title={t('approval.standing.title')}>
      <p>{t('approval.standing.lead')}</p>
      <Answered of={found}>
        {({ approvals }) => {
          const live = approvals.filter(({ ended }) => !ended)
          return (
            <>
              {live.length === 0 && (
                <Empty title={t('approval.standing.none')}>{t('approval.standing.none_what')}</Empty>
              )}
              {live.map((one) => (
                <One key={one.id} one={one} mayEnd={mayGive || hat?.role === 'team_admin'} />
              ))}
            </>
          )
        }}
      </Answered>
      {giving ? (
        <Give close={() => give(false)} />
      ) : (
        <div className="actions">
          <ActButton
            variant="default"
            because={mayGive ? undefined : t('errors.not_your_role', { who: 'reviewer' })}
            onClick={() => give(true)}
          >
            {t('approval.standing.give')}
          </ActButton>
        </div>
      )}
    </Section>
  )
}

function useTermName() {
  const t = useText()
  const either = useEither()
  const groups = useAnswer<typeof getGroups>('/api/groups', { query: {} }).data?.groups ?? []
  const nameOf = (term: Term): string => {
    if (term.kind === 'members') return t('approval.standing.members')
    const group = 'id' in term ? groups.find(({ id }) => id === term.id) : undefined
    return group ? either(group.name.ja, group.name.en) : term.kind
  }
  return { groups, nameOf }
}

function One({ one, mayEnd }: { one: Approval; mayEnd: boolean }) {
  const t = useText()
  const either = useEither()
  const { nameOf } = useTermName()
  const comma = t('app.list_comma')
  const end = useAct<typeof postStandingApprovalEnd>('post', '/api/standing-approvals/{id}/end', {
    changes: ['/api/standing-approvals'],
    done: () => tell(t('approval.standing.end_done')),
  })
  return (
    <section className="note" aria-label={one.words}>
      <strong>{one.words}</strong>
      <Facts
        of={[
          [
            t('approval.matrix.kinds'),
            one.kinds.map((kind) => t(`warnings.kind.${kind as PartKind}`)).join(comma),
          ],
          [t('approval.standing.audience'), one.include.map(nameOf).join(comma)],
          [t('approval.matrix.widest'), tlpLabel(one.widest)],
          [t('approval.standing.by'), either(one.by.ja, one.by.en)],
          [t('approval.standing.until'), <Moment key="until" at={one.until} relative />],
        ]}
      />
      <ProblemBox error={end.error} />
      {mayEnd && (
        <div className="actions">
          <Button
            size="xs"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { id: one.id } })}
          >
            {t('approval.standing.end')}
          </Button>
        </div>
      )}
    </section>
  )
}

const STANDING_KINDS = ['summary', 'technical', 'attachment'] as const

function Give({ close }: { close: () => void }) {
  const t = useText()
  const either = useEither()
  const { groups } = useTermName()
  const [kinds, setKinds] = useState<(typeof STANDING_KINDS)[number][]>(['technical'])
  const [whom, setWhom] = useState<string[]>([])
  const [widest, setWidest] = useState<Tlp>('AMBER')
  const [months, setMonths] = useState('6')
  const [words, setWords] = useState('')
  const give = useAct<typeof postStandingApproval>('post', '/api/standing-approvals', {
    changes: ['/api/standing-approvals'],
    done: () => {
      tell(t('approval.standing.given'))
      close()
    },
  })
  const include = whom.map(
    (one): Term => (one === 'members' ? { kind: 'members' } : { kind: 'group', id: one }),
  )
  return (
    <section className="note form" aria-label={t('approval.standing.give')}>
      <TextField
        label={t('approval.standing.words')}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Ticks
        label={t('approval.matrix.kinds')}
        of={STANDING_KINDS.map((value) => ({ value, label: t(`warnings.kind.${value}`) }))}
        values={kinds}
        choose={setKinds}
      />
      <Ticks
        label={t('approval.standing.audience')}
        of={[
          { value: 'members', label: t('approval.standing.members') },
          ...groups.map(({ id, name }) => ({ value: id, label: either(name.ja, name.en) })),
        ]}
        values={whom}
        choose={setWhom}
      />
      <ChoiceField
        label={t('approval.matrix.widest')}
        hint={t('approval.matrix.widest_what')}
        value={widest}
        onChange={(event) => setWidest(event.currentTarget.value as Tlp)}
        data={labels}
      />
      <ChoiceField
        label={t('approval.standing.months')}
        value={months}
        onChange={(event) => setMonths(event.currentTarget.value)}
        data={Array.from({ length: 12 }, (_, n) => `${n + 1}`)}
      />
      <p>{t('approval.standing.sentence')}</p>
      <ProblemBox error={give.error} />
      <div className="actions">
        <ActButton
          loading={give.isPending}
          disabled={kinds.length === 0 || include.length === 0 || words.trim() === ''}
          onClick={() =>
            give.mutate({ body: { kinds, include, widest, months: Number(months), words: words.trim() } })
          }
        >
          {t('approval.standing.give')}
        </ActButton>
        <Button variant="default" onClick={close}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </section>
  )
}
