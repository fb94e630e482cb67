import { Button } from '@mantine/core'
import {
  Answered,
  CopyButton,
  Empty,
  Moment,
  Mono,
  ProblemBox,
  type Received,
  Rows,
  tell,
  useAct,
  useAnswer,
  useEither,
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
  const revoke = useAct<typeof postKeyRevocation>('post', '/api/keys/{key}/revocation', {
    done: () => tell(t('directory.key_revoked')),
  })
  const runs = may.office || (may.keepTeam && hat?.team === team)
  return (
    <>
      <ProblemBox error={revoke.error} />
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
                        onClick={() => revoke.mutate({ params: { key: key.id } })}
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
