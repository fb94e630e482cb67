import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ChoiceField,
  Form,
  Go,
  links,
  Moment,
  Panel,
  Rows,
  Section,
  tell,
  useAct,
  useEither,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import { GROUP_STANDINGS } from '../group.ts'
import type { postGroupLeaving, postGroupRequest } from '../routes.ts'
import { TeamField } from './team-field.tsx'
import { type Group, isBody, SizeWords } from './words.tsx'

type Member = Group['teams'][number]

/** The teams of a group as far as the reader may see them; hidden ones as a rounded count with the reason. */
export function Members({ group }: { group: Group }) {
  const t = useText()
  const either = useEither()
  const { hat, may } = useMe()
  const [inviting, invite] = useState(false)
  const [leaving, leave] = useState<Member | null>(null)
  const open = !group.closedAt && group.kind !== 'association'
  const mayTakeOut = ({ team }: Member) => open && (group.leads || (may.speak && team.id === hat?.team))
  return (
    <Section
      title={t('groups.members')}
      actions={
        open &&
        group.leads &&
        !inviting && (
          <Button variant="default" onClick={() => invite(true)}>
            {t('groups.invite')}
          </Button>
        )
      }
    >
      {group.hiddenMembers && (
        <p className="dimmed">
          {t('people.hidden_members')}{' '}
          {group.leads ? (
            t('groups.you_see_all')
          ) : (
            <>
              {t('groups.rounded_why')} <SizeWords of={group.size} />
            </>
          )}
        </p>
      )}
      {inviting && <Invite group={group} done={() => invite(false)} />}
      {leaving && <Leave group={group} member={leaving} done={() => leave(null)} />}
      <Rows
        caption={t('groups.members')}
        rows={group.teams}
        keyOf={({ team }) => team.id}
        empty={
          <p className="dimmed">
            {t(group.hiddenMembers || isBody(group) ? 'groups.no_members_shown' : 'groups.no_members')}
          </p>
        }
        columns={[
          {
            head: t('groups.team'),
            heads: true,
            cell: ({ team }) => <Go to={links.team(team.id)}>{either(team.name.ja, team.name.en)}</Go>,
          },
          { head: t('groups.as'), cell: ({ standing }) => t(`people.membership.${standing}`) },
          { head: t('groups.since'), cell: ({ since }) => <Moment at={since} /> },
          ...(group.teams.some(mayTakeOut)
            ? [
                {
                  head: t('groups.acts'),
                  cell: (one: Member) =>
                    mayTakeOut(one) && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t(one.team.id === hat?.team ? 'groups.leave' : 'groups.take_out')}: ${either(one.team.name.ja, one.team.name.en)}`}
                        onClick={() => leave(one)}
                      >
                        {t(one.team.id === hat?.team ? 'groups.leave' : 'groups.take_out')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Invites a team, as a member or as a guest; the team answers. */
function Invite({ group, done }: { group: Group; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`invite.${group.id}`, { team: '', standing: 'member' as 'member' | 'guest' })
  const ask = useAct<typeof postGroupRequest>('post', '/api/groups/{group}/requests', {
    done: () => {
      tell(t('groups.invited'))
      done()
    },
  })
  const inside = new Set(group.teams.map(({ team }) => team.id))
  return (
    <Panel title={t('groups.invite')}>
      <Form
        form={form}
        submit={t('groups.invite_now')}
        sentence={t('groups.invite_sentence')}
        because={form.getValues().team ? undefined : t('groups.choose_team')}
        cancel={done}
        send={(body) => ask.mutateAsync({ params: { group: group.id }, body })}
      >
        <TeamField label={t('groups.team')} without={inside} {...form.getInputProps('team')} />
        <ChoiceField
          label={t('groups.as')}
          hint={t('groups.guest_what')}
          data={GROUP_STANDINGS.map((value) => ({ value, label: t(`people.membership.${value}`) }))}
          {...form.getInputProps('standing')}
        />
      </Form>
    </Panel>
  )
}

/** A team leaves, or is taken out: what follows, then the act. */
function Leave({ group, member: { team }, done }: { group: Group; member: Member; done: () => void }) {
  const t = useText()
  const either = useEither()
  const { hat } = useMe()
  const form = useKeptForm(`leave.${group.id}.${team.id}`, {}, { keep: false })
  const leave = useAct<typeof postGroupLeaving>('post', '/api/groups/{group}/leaving', {
    done: () => {
      tell(t('groups.left'))
      done()
    },
  })
  const own = team.id === hat?.team
  return (
    <Panel
      title={t(own ? 'groups.leave_title' : 'groups.take_out_title', {
        team: either(team.name.ja, team.name.en),
        group: either(group.name.ja, group.name.en),
      })}
    >
      <Form
        form={form}
        submit={t(own ? 'groups.leave' : 'groups.take_out')}
        danger
        cancel={done}
        send={() => leave.mutateAsync({ params: { group: group.id }, body: { team: team.id } })}
      >
        <p>{t('groups.leave_sentence')}</p>
      </Form>
    </Panel>
  )
}
