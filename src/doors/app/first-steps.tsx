import { Anchor } from '@mantine/core'
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import type { Received } from '#base/ui/index.ts'
import {
  Go,
  type Hat,
  links,
  roleWords,
  Section,
  useAnswer,
  useEither,
  useGo,
  useHere,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getLetters, getSession } from '#people/identity/routes.ts'
import type { getFirstSteps } from '#people/membership/routes.ts'
import type { getWarnings } from '#work/warnings/routes.ts'

interface Step {
  readonly name: string
  readonly what?: string
  readonly to: string
  /** The hat to put on for it, where it is another. */
  readonly hat?: Hat | undefined
  readonly done: boolean
}

/**
 * What a young association still has to do, from what is there; gone once all of it is done. For whoever serves in
 * the secretariat, also while wearing another hat: a founder's first one may be that of the own team.
 */
export function FirstSteps() {
  const { hat, hats } = useMe()
  const office = hat?.body === 'secretariat' ? hat : hats.find(({ body }) => body === 'secretariat')
  return office ? <StepsOf office={office} /> : null
}

function StepsOf({ office }: { office: Hat }) {
  const t = useText()
  const steps = useSteps(office)
  if (!steps || steps.every(({ done }) => done)) return null
  return (
    <Section title={t('app.home.first.title')}>
      <p className="dimmed">{t('app.home.first.lead')}</p>
      <ol className="tasks first-steps">
        {steps.map((step) => (
          <Line key={step.name} step={step} />
        ))}
      </ol>
    </Section>
  )
}

function Line({ step: { name, what, to, hat, done } }: { step: Step }) {
  const t = useText()
  const go = useGo()
  const { putOn } = useHere()
  const change = ({ appointment }: Hat): void => {
    putOn(appointment)
    go(to)
  }
  return (
    <li>
      {done ? (
        <IconCircleCheck size={22} stroke={1.6} aria-hidden />
      ) : (
        <IconCircle size={22} stroke={1.6} aria-hidden />
      )}
      <div>
        {done ? (
          <span className="dimmed">{name}</span>
        ) : hat ? (
          <Anchor component="button" type="button" underline="always" onClick={() => change(hat)}>
            {name}
          </Anchor>
        ) : (
          <Go to={to}>{name}</Go>
        )}{' '}
        <span className="unseen">({t(done ? 'app.home.first.done' : 'app.home.first.todo')})</span>
        {!done && what && <p className="dimmed">{what}</p>}
      </div>
    </li>
  )
}

/** The steps with what is done of them; undefined while it is not known. */
function useSteps(office: Hat): readonly Step[] | undefined {
  const t = useText()
  const either = useEither()
  const { hat: worn } = useMe()
  const as = office.appointment
  const young = useAnswer<typeof getFirstSteps>('/api/first-steps', undefined, { as })
  const letters = useAnswer<typeof getLetters>('/api/letters', undefined, { as })
  const session = useAnswer<typeof getSession>('/api/session')
  const warning = useWarning(office)
  const hat = worn?.appointment === as ? undefined : office
  if (!young.data || !letters.data || !session.data || !warning) return undefined
  const { first, agreed } = young.data
  const has = session.data.factors
  const hasSpare = !has || has.hasPassword || has.passkeys > 1
  return [
    {
      name: t('app.home.first.team'),
      what: t('app.home.first.team_what'),
      to: links.newTeam(),
      hat,
      done: first !== null,
    },
    ...(first && !first.member ? [{ ...admission(t, either, first), hat }] : []),
    {
      name: invitation(t, either, first, letters.data.byHand),
      what: t('app.home.first.link_what'),
      to: first ? links.team(first.team) : links.newTeam(),
      hat,
      done: first?.enrolled === true,
    },
    ...(agreed === null
      ? []
      : [
          {
            name: t('app.home.first.agree'),
            what: t('app.home.first.agree_what'),
            to: links.agreements(),
            hat,
            done: agreed,
          },
        ]),
    warning,
    ...(hasSpare
      ? []
      : [
          {
            name: t('app.home.first.spare'),
            what: t('app.home.first.spare_what'),
            to: links.me(),
            done: false,
          },
        ]),
  ]
}

/** Which of the roles release: in a team by the usual matrix, in a body who leads or is on duty. */
const releases = ({ team, role }: Hat): boolean =>
  (team ? ['poc', 'deputy'] : ['chair', 'vice_chair', 'duty_officer']).includes(role)

/** The first warning, under a hat that can release it; or who has to be appointed for that. */
function useWarning(office: Hat): Step | undefined {
  const t = useText()
  const { hat: worn, hats } = useMe()
  const able = hats.filter(releases)
  const writes = able.find((one) => one.appointment === worn?.appointment) ?? able[0]
  const byOne = useMine(writes)
  const byOther = useMine(able.find((one) => one !== writes))
  if (!writes)
    return {
      name: t('app.home.first.duty'),
      what: t('app.home.first.duty_what'),
      to: links.group(office.group ?? ''),
      ...(worn?.appointment !== office.appointment && { hat: office }),
      done: false,
    }
  if (!byOne || !byOther) return undefined
  const isWorn = writes.appointment === worn?.appointment
  return {
    name: t('app.home.first.warning'),
    what: isWorn
      ? t('app.home.first.warning_what')
      : t('app.home.first.warning_as', { role: roleWords(t, writes.role, writes.body) }),
    to: links.compose(),
    ...(!isWorn && { hat: writes }),
    done: [...byOne, ...byOther].some(({ state }) => state !== 'draft'),
  }
}

/** What was written under a hat; nothing under none, undefined while it is not known. */
function useMine(hat: Hat | undefined): Received<typeof getWarnings>['lines'] | undefined {
  const mine = useAnswer<typeof getWarnings>(
    '/api/warnings',
    { query: { box: 'mine' } },
    { enabled: hat !== undefined, as: hat?.appointment },
  )
  return hat ? mine.data?.lines : []
}

type First = NonNullable<Received<typeof getFirstSteps>['first']>
type Either = ReturnType<typeof useEither>
type Text = ReturnType<typeof useText>

const admission = (t: Text, either: Either, { team, name }: First): Step => ({
  name: t('app.home.first.admit', { team: either(name.ja, name.en) }),
  to: links.standing(team),
  done: false,
})

const invitation = (t: Text, either: Either, first: First | null, byHand: boolean): string =>
  first
    ? t(byHand ? 'app.home.first.link_shown' : 'app.home.first.link_mailed', {
        name: either(first.contact.ja, first.contact.en),
      })
    : t('app.home.first.link')
