import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  Answered,
  Empty,
  Form,
  Moment,
  Mono,
  Note,
  Page,
  Panel,
  Rows,
  TextField,
  tell,
  useAct,
  useAnswer,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { deleteApiKey, getApiKeys, postApiKey } from './routes.ts'
import { keyDays, rolesGivenBy, type Scope, scopes } from './scope.ts'

/** Keys of the own team for programs: made, shown once, revoked. */
export function ApiKeys() {
  const t = useText()
  const { hat, may } = useMe()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  if (!hat?.team)
    return (
      <Page title={t('signIn.keys.title')} lead={t('signIn.keys.lead')}>
        <Empty title={t('signIn.keys.not_in_team')} />
      </Page>
    )
  const because = may.keepKeys ? undefined : t('signIn.keys.may_not')
  return (
    <Page
      title={t('signIn.keys.title')}
      lead={t('signIn.keys.lead')}
      actions={
        !making && (
          <ActButton because={because} onClick={() => setMaking(true)}>
            {t('signIn.keys.make')}
          </ActButton>
        )
      }
    >
      {made && <NewKey value={made} stored={() => setMade(null)} />}
      {making && (
        <MakeKey
          team={hat.team}
          role={hat.role}
          cancel={() => setMaking(false)}
          made={(key) => {
            setMade(key)
            setMaking(false)
          }}
        />
      )}
      {may.keepKeys ? <Keys team={hat.team} /> : <Empty title={t('signIn.keys.may_not')} />}
    </Page>
  )
}

function NewKey({ value, stored }: { value: string; stored: () => void }) {
  const t = useText()
  return (
    <Note kind="caution">
      <p>{t('signIn.keys.shown_once')}</p>
      <Mono copy block>
        {value}
      </Mono>
      <Button mt="xs" onClick={stored}>
        {t('signIn.keys.stored')}
      </Button>
    </Note>
  )
}

const scopeKey = (scope: Scope) =>
  scope.replace(':', '_') as 'read' | 'write' | 'read_warnings' | 'write_warnings' | 'answer'

function MakeKey({
  team,
  role,
  cancel,
  made,
}: {
  team: string
  role: string
  cancel: () => void
  made: (key: string) => void
}) {
  const t = useText()
  const given = rolesGivenBy(role)
  const form = useKeptForm('api-key', {
    name: '',
    roles: given.slice(0, 1) as string[],
    scopes: ['read:warnings'] as string[],
    days: String(keyDays.usual),
  })
  const make = useAct<typeof postApiKey>('post', '/api/teams/{team}/api-keys', {
    done: ({ key }) => made(key),
  })
  return (
    <Form
      form={form}
      submit={t('signIn.keys.make')}
      cancel={cancel}
      send={({ name, roles, scopes: chosen, days }) =>
        make.mutateAsync({
          params: { team },
          body: {
            name,
            days: Number(days),
            roles: given.filter((one) => roles.includes(one)),
            scopes: scopes.filter((one) => chosen.includes(one)),
          },
        })
      }
    >
      <TextField
        label={t('signIn.keys.name')}
        hint={t('signIn.keys.name_hint')}
        {...form.getInputProps('name')}
      />
      <Checkbox.Group
        label={t('signIn.keys.roles')}
        description={t('signIn.keys.roles_hint')}
        {...form.getInputProps('roles')}
      >
        <div className="ticks">
          {given.map((one) => (
            <Checkbox key={one} value={one} label={t(`people.role.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group label={t('signIn.keys.scopes')} {...form.getInputProps('scopes')}>
        <div className="ticks">
          {scopes.map((one) => (
            <Checkbox key={one} value={one} label={t(`signIn.keys.scope.${scopeKey(one)}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextField
        label={t('signIn.keys.days')}
        inputMode="numeric"
        className="short"
        {...form.getInputProps('days')}
      />
    </Form>
  )
}

function Keys({ team }: { team: string }) {
  const t = useText()
  const keys = useAnswer<typeof getApiKeys>('/api/teams/{team}/api-keys', { params: { team } })
  const [revoking, setRevoking] = useState<{ id: string; name: string } | null>(null)
  const stateOf = ({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string }) =>
    revokedAt ? 'revoked' : new Date(expiresAt) < new Date() ? 'expired' : 'live'
  return (
    <>
      {revoking && <RevokeKey team={team} of={revoking} done={() => setRevoking(null)} />}
      <Answered of={keys}>
        {({ keys: rows }) => (
          <Rows
            caption={t('signIn.keys.title')}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Empty title={t('signIn.keys.none')}>{t('signIn.keys.none_what')}</Empty>}
            columns={[
              { head: t('signIn.keys.name'), heads: true, cell: ({ name }) => name },
              { head: t('signIn.keys.ending'), cell: ({ ending }) => <Mono>{`…${ending}`}</Mono> },
              {
                head: t('signIn.keys.scopes'),
                cell: ({ scopes: held }) =>
                  held
                    .map((one) => t(`signIn.keys.scope.${scopeKey(one as Scope)}`))
                    .join(t('app.list_comma')),
              },
              { head: t('signIn.keys.expires'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
              {
                head: t('signIn.keys.state'),
                cell: (key) => (
                  <span className="actions">
                    {t(`signIn.keys.${stateOf(key)}`)}
                    {stateOf(key) === 'live' && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('signIn.keys.revoke')}: ${key.name}`}
                        onClick={() => setRevoking({ id: key.id, name: key.name })}
                      >
                        {t('signIn.keys.revoke')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </>
  )
}

/** What follows, before it follows. */
function RevokeKey({
  team,
  of: { id, name },
  done,
}: {
  team: string
  of: { id: string; name: string }
  done: () => void
}) {
  const t = useText()
  const form = useKeptForm('api-key.revoke', {}, { keep: false })
  const revoke = useAct<typeof deleteApiKey>('delete', '/api/teams/{team}/api-keys/{key}', {
    done: () => {
      tell(t('signIn.keys.revoked_now'))
      done()
    },
  })
  return (
    <Panel title={t('signIn.keys.revoke_of', { name })}>
      <Form
        form={form}
        submit={t('signIn.keys.revoke')}
        danger
        cancel={done}
        send={() => revoke.mutateAsync({ params: { team, key: id } })}
      >
        <p>{t('signIn.keys.revoke_sentence')}</p>
      </Form>
    </Panel>
  )
}
