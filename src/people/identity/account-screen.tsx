import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  ActButton,
  Answered,
  Empty,
  Facts,
  Form,
  Moment,
  Page,
  ProblemBox,
  Rows,
  SecretField,
  Section,
  tell,
  useAct,
  useAnswer,
  useKeptForm,
  useText,
} from '#base/ui/index.ts'
import { AddPasskey, AddTotp } from './add-factor.tsx'
import { RecoveryCodes } from './one-time-codes.tsx'
import type {
  deleteOneSession,
  deletePasskey,
  deleteTotp,
  getFactors,
  getSessions,
  postRecoveryCodes,
  putPassword,
} from './routes.ts'

type Factors = Received<typeof getFactors>

/** How I sign in, where I am signed in, and between them what the app puts in: how mail reaches me. */
export function Account({ mail }: { mail?: ReactNode }) {
  const t = useText()
  const factors = useAnswer<typeof getFactors>('/api/me/factors')
  return (
    <Page title={t('signIn.account.title')} lead={t('signIn.account.lead')}>
      <Answered of={factors}>
        {(mine) => (
          <>
            <Passkeys passkeys={mine.passkeys} />
            <Password password={mine.password} />
            <Totps totps={mine.totps} />
            <Codes left={mine.recoveryCodesLeft} />
          </>
        )}
      </Answered>
      {mail}
      <Sessions />
    </Page>
  )
}

/** Which answers change with a factor: the counts in the session, the sessions that end, the factors. */
const changes = ['/api/me', '/api/session'] as const

function Passkeys({ passkeys }: { passkeys: Factors['passkeys'] }) {
  const t = useText()
  const remove = useAct<typeof deletePasskey>('delete', '/api/me/passkeys/{factor}', {
    changes,
    done: () => tell(t('signIn.account.removed')),
  })
  return (
    <Section title={t('signIn.account.passkeys')}>
      <FactorRows
        caption={t('signIn.account.passkeys')}
        rows={passkeys}
        remove={(factor) => remove.mutateAsync({ params: { factor } })}
        problem={remove.error}
        empty={<Empty title={t('signIn.account.no_passkeys')}>{t('signIn.account.no_passkeys_what')}</Empty>}
      />
      <AddPasskey />
    </Section>
  )
}

function Totps({ totps }: { totps: Factors['totps'] }) {
  const t = useText()
  const remove = useAct<typeof deleteTotp>('delete', '/api/me/totps/{factor}', {
    changes,
    done: () => tell(t('signIn.account.removed')),
  })
  return (
    <Section title={t('signIn.account.totps')}>
      <FactorRows
        caption={t('signIn.account.totps')}
        rows={totps}
        remove={(factor) => remove.mutateAsync({ params: { factor } })}
        problem={remove.error}
        empty={<Empty title={t('signIn.account.no_totps')}>{t('signIn.account.no_totps_what')}</Empty>}
      />
      <AddTotp />
    </Section>
  )
}

function FactorRows({
  caption,
  rows,
  remove,
  problem,
  empty,
}: {
  caption: string
  rows: readonly { id: string; name: string; madeAt: string; usedAt: string | null }[]
  remove: (id: string) => Promise<unknown>
  problem: Error | null
  empty: ReactNode
}) {
  const t = useText()
  return (
    <>
      <ProblemBox error={problem} />
      <Rows
        caption={caption}
        rows={rows}
        keyOf={({ id }) => id}
        empty={empty}
        columns={[
          { head: t('signIn.account.name'), heads: true, cell: ({ name }) => name },
          { head: t('signIn.account.made'), cell: ({ madeAt }) => <Moment at={madeAt} /> },
          {
            head: t('signIn.account.used'),
            cell: ({ usedAt }) => (usedAt ? <Moment at={usedAt} /> : t('signIn.account.never_used')),
          },
          {
            head: t('signIn.account.remove'),
            wide: true,
            cell: ({ id, name }) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('signIn.account.remove')}: ${name}`}
                onClick={() => void remove(id).catch(() => undefined)}
              >
                {t('signIn.account.remove')}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}

function Password({ password }: { password: Factors['password'] }) {
  const t = useText()
  const [changing, setChanging] = useState(false)
  const form = useKeptForm('password', { password: '' }, { keep: false })
  const change = useAct<typeof putPassword>('put', '/api/me/password', {
    changes,
    done: () => {
      tell(t('signIn.account.changed_password'))
      setChanging(false)
    },
  })
  return (
    <Section title={t('signIn.account.password')}>
      {password ? (
        <Facts of={[[t('signIn.account.password_set'), <Moment key="at" at={password.changedAt} />]]} />
      ) : (
        <p>{t('signIn.account.password_none')}</p>
      )}
      {changing ? (
        <Form
          form={form}
          submit={t('signIn.account.change_password')}
          cancel={() => setChanging(false)}
          send={(body) => change.mutateAsync({ body })}
        >
          <SecretField
            label={t('signIn.accept.new_password')}
            hint={t('signIn.accept.password_hint')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        </Form>
      ) : (
        <div className="actions">
          <Button variant="default" onClick={() => setChanging(true)}>
            {t(password ? 'signIn.account.change_password' : 'signIn.account.set_password')}
          </Button>
        </div>
      )}
    </Section>
  )
}

function Codes({ left }: { left: number }) {
  const t = useText()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const renew = useAct<typeof postRecoveryCodes>('post', '/api/me/recovery-codes', {
    changes,
    done: ({ recoveryCodes }) => setCodes(recoveryCodes),
  })
  return (
    <Section title={t('signIn.account.codes')}>
      {codes ? (
        <RecoveryCodes codes={codes} stored={() => setCodes(null)} />
      ) : (
        <>
          <Facts
            of={[[t('signIn.account.codes_left'), t('signIn.account.codes_left_value', { count: left })]]}
          />
          <ProblemBox error={renew.error} />
          <div className="actions">
            <ActButton variant="default" loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
              {t('signIn.account.renew_codes')}
            </ActButton>
            <span className="dimmed">{t('signIn.account.renew_codes_what')}</span>
          </div>
        </>
      )}
    </Section>
  )
}

function Sessions() {
  const t = useText()
  const sessions = useAnswer<typeof getSessions>('/api/me/sessions')
  const end = useAct<typeof deleteOneSession>('delete', '/api/me/sessions/{session}', {
    changes,
    done: () => tell(t('signIn.account.ended')),
  })
  return (
    <Section title={t('signIn.account.sessions')}>
      <ProblemBox error={end.error} />
      <Answered of={sessions}>
        {({ sessions: rows }) => (
          <Rows
            caption={t('signIn.account.sessions')}
            rows={rows}
            keyOf={({ id }) => id}
            empty={null}
            columns={[
              {
                head: t('signIn.account.device'),
                heads: true,
                cell: ({ agent, isThis }) => (isThis ? `${agent}（${t('signIn.account.here')}）` : agent),
              },
              {
                head: t('signIn.account.begun'),
                cell: ({ begunAt, factor }) => (
                  <>
                    <Moment at={begunAt} />{' '}
                    <span className="dimmed">{t(`signIn.account.factor.${factor as Factor}`)}</span>
                  </>
                ),
              },
              { head: t('signIn.account.seen'), cell: ({ seenAt }) => <Moment at={seenAt} /> },
              {
                head: t('signIn.account.end'),
                wide: true,
                cell: ({ id, agent, isThis }) =>
                  isThis ? null : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('signIn.account.end')}: ${agent}`}
                      onClick={() => end.mutate({ params: { session: id } })}
                    >
                      {t('signIn.account.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
    </Section>
  )
}

type Factor = 'passkey' | 'password-totp' | 'password-recovery' | 'enrolment' | 'demo'
