import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  Answered,
  Empty,
  Go,
  GoButton,
  links,
  Moment,
  Mono,
  ProblemBox,
  type Received,
  Rows,
  Section,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getTeamPeople, postOfferWithdrawal } from '../routes.ts'
import { Appoint } from './appoint.tsx'
import { TieWords } from './appointing.tsx'
import { ChangeAppointment, EndAppointment } from './change-appointment.tsx'
import { PersonName } from './words.tsx'

export type Serving = Received<typeof getTeamPeople>['people'][number]
type Work = { readonly act: 'appoint' } | { readonly act: 'change' | 'end'; readonly one: Serving }

/** The button that mails somebody a link to set up sign-in; identity's, put in by the app. */
export type Invite = (person: string, name: string) => React.ReactNode

/** Who serves in a team; for those who keep it with what they may change. */
export function PeopleOfTeam({ team, invite }: { team: string; invite?: Invite | undefined }) {
  const t = useText()
  const { hat, may } = useMe()
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } })
  const [work, setWork] = useState<Work | null>(null)
  const own = hat?.team === team
  const keeps = may.office === true || (may.keepTeam === true && own)
  const because = keeps ? undefined : t('errors.not_your_role', { who: 'team' })
  const done = () => setWork(null)
  return (
    <Section
      title={t('directory.people_of_team')}
      actions={
        (own || may.office) &&
        work === null && (
          <>
            <ActButton because={because} onClick={() => setWork({ act: 'appoint' })}>
              {t('directory.appoint')}
            </ActButton>
            {own && may.speak && (
              <>
                <GoButton variant="default" to={links.propose('poc')}>
                  {t('directory.change_poc')}
                </GoButton>
                <GoButton variant="default" to={links.propose('email')}>
                  {t('directory.change_email')}
                </GoButton>
              </>
            )}
          </>
        )
      }
    >
      {work?.act === 'appoint' && people.data && (
        <Appoint team={team} first={!hasPoc(people.data.people)} done={done} />
      )}
      {work?.act === 'change' && <ChangeAppointment one={work.one} done={done} />}
      {work?.act === 'end' && <EndAppointment one={work.one} done={done} />}
      <Answered of={people}>
        {({ people: all, offers }) => (
          <>
            <Serves people={all.filter(isHere)} keeps={keeps} setWork={setWork} invite={invite} />
            <Offers offers={offers} keeps={keeps} />
            <Past people={all.filter((one) => !isHere(one))} />
          </>
        )}
      </Answered>
    </Section>
  )
}

const hasPoc = (people: readonly Serving[]): boolean =>
  people.some((one) => one.role === 'poc' && isHere(one))

const isHere = ({ until }: Serving): boolean => until === null || new Date(until) > new Date()

function Serves({
  people,
  keeps,
  setWork,
  invite,
}: {
  people: readonly Serving[]
  keeps: boolean
  setWork: (work: Work) => void
  invite: Invite | undefined
}) {
  const t = useText()
  const either = useEither()
  const acts = (one: Serving) => (
    <span className="actions">
      <RowAct name={one} what={t('directory.change')} act={() => setWork({ act: 'change', one })} />
      <RowAct name={one} what={t('directory.end')} act={() => setWork({ act: 'end', one })} />
      {invite?.(one.person, either(one.name.ja, one.name.en))}
    </span>
  )
  return (
    <Rows
      caption={t('directory.people_of_team')}
      rows={people}
      keyOf={({ appointment }) => appointment}
      empty={
        <Empty title={t('directory.nobody')}>
          {t(keeps ? 'directory.nobody_yet' : 'directory.nobody_what')}
        </Empty>
      }
      columns={[
        {
          head: t('directory.name'),
          heads: true,
          cell: ({ person, name }) => <Go to={links.person(person)}>{either(name.ja, name.en)}</Go>,
        },
        { head: t('directory.role'), cell: (one) => <RoleCell one={one} /> },
        { head: t('directory.tie'), cell: (one) => <TieWords of={one} /> },
        { head: t('people.field.email'), cell: ({ email }) => <Mono copy>{email}</Mono> },
        ...(keeps ? [{ head: t('directory.acts'), cell: acts }] : []),
      ]}
    />
  )
}

function RoleCell({ one: { role, since, until } }: { one: Serving }) {
  const t = useText()
  return (
    <span>
      {t(`people.role.${role}`)}
      {new Date(since) > new Date() && (
        <>
          <br />
          <span className="dimmed">
            {t('directory.coming')} <Moment at={since} />
          </span>
        </>
      )}
      {until && (
        <>
          <br />
          <span className="dimmed">
            {t('directory.going')} <Moment at={until} />
          </span>
        </>
      )}
    </span>
  )
}

function RowAct({ name, what, act }: { name: Serving; what: string; act: () => void }) {
  const either = useEither()
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${what}: ${either(name.name.ja, name.name.en)}`}
      onClick={act}
    >
      {what}
    </Button>
  )
}

/** Who was asked to serve and has not answered yet. */
function Offers({ offers, keeps }: { offers: Received<typeof getTeamPeople>['offers']; keeps: boolean }) {
  const t = useText()
  const withdraw = useAct<typeof postOfferWithdrawal>('post', '/api/offers/{offer}/withdrawal')
  if (offers.length === 0) return null
  return (
    <Section title={t('directory.offers')} level={3}>
      <p className="dimmed">{t('directory.offers_what')}</p>
      <ProblemBox error={withdraw.error} />
      <Rows
        caption={t('directory.offers')}
        rows={offers}
        keyOf={({ id }) => id}
        empty={null}
        columns={[
          { head: t('directory.name'), heads: true, cell: ({ person }) => <PersonName id={person} /> },
          { head: t('directory.role'), cell: ({ role }) => t(`people.role.${role}`) },
          { head: t('directory.asked_at'), cell: ({ offeredAt }) => <Moment at={offeredAt} /> },
          {
            head: t('directory.acts'),
            cell: ({ id }) =>
              keeps && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => withdraw.mutate({ params: { offer: id } })}
                >
                  {t('directory.take_back')}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  )
}

/** Who has left; the own team and the secretariat alone see them. */
function Past({ people }: { people: readonly Serving[] }) {
  const t = useText()
  const either = useEither()
  if (people.length === 0) return null
  return (
    <details>
      <summary>{t('directory.past', { count: people.length })}</summary>
      <Rows
        caption={t('directory.past', { count: people.length })}
        rows={people}
        keyOf={({ appointment }) => appointment}
        empty={null}
        columns={[
          { head: t('directory.name'), heads: true, cell: ({ name }) => either(name.ja, name.en) },
          { head: t('directory.role'), cell: ({ role }) => t(`people.role.${role}`) },
          { head: t('directory.since'), cell: ({ since }) => <Moment at={since} /> },
          { head: t('directory.until'), cell: ({ until }) => until && <Moment at={until} /> },
        ]}
      />
    </details>
  )
}
