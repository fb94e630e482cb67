import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  Answered,
  CopyButton,
  Empty,
  Form,
  Moment,
  Mono,
  Panel,
  type Received,
  Rows,
  tell,
  useAct,
  useAnswer,
  useEither,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getTeamKeys, getTeamPeople, postKeyRevocation } from '../routes.ts'

type Key = Received<typeof getTeamKeys>['keys'][number]

const stateOf = ({ revokedAt, expiresAt }: Key): 'revoked' | 'expired' | 'valid' =>
  revokedAt ? 'revoked' : expiresAt && new Date(expiresAt) < new Date() ? 'expired' : 'valid'

/** OpenPGP keys of a team and its people: whose, fingerprint, until when. */
export function Keys({ team, empty }: { team: string; empty?: React.ReactNode }) {
  const t = useText()
  const { hat, may, person } = useMe()
  const keys = useAnswer<typeof getTeamKeys>('/api/teams/{team}/keys', { params: { team } })
  const whose = useWhose(team)
  const [revoking, revoke] = useState<Key | null>(null)
  const runs = may.office || (may.keepTeam && hat?.team === team)
  return (
    <>
      {revoking && (
        <Revoke key={revoking.id} of={revoking} name={whose(revoking)} done={() => revoke(null)} />
      )}
      <Answered of={keys}>
        {({ keys: rows }) => (
          <Rows
            caption={t('directory.keys')}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Empty title={t('directory.no_keys')}>{empty ?? t('directory.no_keys_what')}</Empty>}
            columns={[
              { head: t('directory.key_of'), heads: true, cell: (key) => whose(key) },
              {
                head: t('directory.fingerprint'),
                cell: ({ fingerprint }) => <Mono copy>{fingerprint.toUpperCase()}</Mono>,
              },
              { head: t('directory.key_state'), cell: (key) => <KeyState of={key} /> },
              {
                head: t('directory.acts'),
                cell: (key) => (
                  <span className="actions">
                    <CopyButton text={key.armored} label={t('directory.copy_key')} />
                    {stateOf(key) !== 'revoked' && (runs || key.person === person) && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={`${t('directory.revoke_key')}: ${whose(key)}`}
                        onClick={() => revoke(key)}
                      >
                        {t('directory.revoke_key')}
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

/** Stops the use of a key: what follows, then the act. */
function Revoke({ of, name, done }: { of: Key; name: string; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`revoke.${of.id}`, {}, { keep: false })
  const revoke = useAct<typeof postKeyRevocation>('post', '/api/keys/{key}/revocation', {
    done: () => {
      tell(t('directory.key_revoked'))
      done()
    },
  })
  return (
    <Panel title={t('directory.revoke_title', { name })}>
      <Form
        form={form}
        submit={t('directory.revoke_key')}
        danger
        cancel={done}
        send={() => revoke.mutateAsync({ params: { key: of.id } })}
      >
        <Mono>{of.fingerprint.toUpperCase()}</Mono>
        <p>{t('directory.revoke_sentence')}</p>
      </Form>
    </Panel>
  )
}

function KeyState({ of }: { of: Key }) {
  const t = useText()
  const state = stateOf(of)
  return (
    <span>
      {t(`directory.key_states.${state}`)}
      {' · '}
      {state === 'revoked' && of.revokedAt ? (
        <Moment at={of.revokedAt} />
      ) : of.expiresAt ? (
        t('directory.until_day', { day: of.expiresAt.slice(0, 10) })
      ) : (
        t('directory.no_expiry')
      )}
      <br />
      <span className="dimmed">{of.algorithm}</span>
    </span>
  )
}

/** Whose a key is, by name. */
function useWhose(team: string): (key: Key) => string {
  const t = useText()
  const either = useEither()
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } })
  return ({ person, userIds }) => {
    if (person === null) return t('directory.key_of_team')
    const found = people.data?.people.find((one) => one.person === person)
    return found ? either(found.name.ja, found.name.en) : (userIds[0] ?? '')
  }
}
