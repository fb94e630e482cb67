import { useState } from 'react'
import {
  ActButton,
  Answered,
  Form,
  Moment,
  Note,
  Page,
  Panel,
  type Received,
  Rows,
  Section,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useKeptForm,
  useLanguage,
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getTeam } from '#people/directory/routes.ts'
import type { getAgreement, postAcceptance, postAcceptanceEnd } from '../routes.ts'
import { PublishVersion } from './write.tsx'

export type Agreement = Received<typeof getAgreement>
type Acceptance = Agreement['all'][number]

/** One agreement: where the own side stands, the text in both languages, and accepting it. */
export function AgreementPage() {
  const t = useText()
  const either = useEither()
  const id = useParam('agreement')
  const { hat, may } = useMe()
  const [publishing, publish] = useState(false)
  const found = useAnswer<typeof getAgreement>('/api/agreements/{agreement}', { params: { agreement: id } })
  return (
    <Answered of={found}>
      {(agreement) => (
        <Page
          title={either(agreement.title.ja, agreement.title.en)}
          lead={`${t(`people.agreement_kind.${agreement.kind}`)} · ${t(`people.agreement_state.${agreement.state}`)}`}
          actions={
            may.office &&
            !publishing && (
              <ActButton
                variant="default"
                because={hat?.role === 'officer' ? undefined : t('errors.not_your_role', { who: 'officer' })}
                onClick={() => publish(true)}
              >
                {t('agreements.publish')}
              </ActButton>
            )
          }
        >
          {publishing && <PublishVersion agreement={agreement} done={() => publish(false)} />}
          <Versions of={agreement} />
          {may.office && <All of={agreement} />}
        </Page>
      )}
    </Answered>
  )
}

/** The text in force, and the next one where it waits; older ones folded away. */
function Versions({ of }: { of: Agreement }) {
  const t = useText()
  const current = of.versions.filter(({ version }) => of.acceptable.includes(version))
  const older = of.versions.filter(({ version }) => !of.acceptable.includes(version))
  return (
    <>
      {current.toReversed().map((one) => (
        <Section key={one.version} title={t('agreements.version', { version: one.version })}>
          <p className="dimmed">
            {t(new Date(one.inForceFrom) > new Date() ? 'agreements.comes_into_force' : 'agreements.since')}{' '}
            <Moment at={one.inForceFrom} />
          </p>
          <Text of={one.text} />
          <Accept agreement={of} version={one.version} />
        </Section>
      ))}
      {older.length > 0 && (
        <details>
          <summary>{t('agreements.older', { count: older.length })}</summary>
          {older.map((one) => (
            <Section key={one.version} level={3} title={t('agreements.version', { version: one.version })}>
              <p className="dimmed">
                {t('agreements.since')} <Moment at={one.inForceFrom} />
              </p>
              <Text of={one.text} />
            </Section>
          ))}
        </details>
      )}
    </>
  )
}

/** Both languages side by side, the reader's own first; under each other on a phone. */
function Text({ of }: { of: { ja: string; en: string } }) {
  const t = useText()
  const { language } = useLanguage()
  const order = language === 'ja' ? (['ja', 'en'] as const) : (['en', 'ja'] as const)
  return (
    <div className="pair pair-top">
      {order.map((one) => (
        <div key={one} lang={one}>
          <h3>{t(`common.language.${one}`)}</h3>
          <p className="agreement-text">{of[one]}</p>
        </div>
      ))}
    </div>
  )
}

/** Accepts a version for the own side; who may is said where one may not. */
function Accept({ agreement, version }: { agreement: Agreement; version: number }) {
  const t = useText()
  const either = useEither()
  const { hat, may } = useMe()
  const form = useKeptForm(`accept.${agreement.id}.${version}`, { read: false }, { keep: false })
  const accept = useAct<typeof postAcceptance>('post', '/api/agreements/{agreement}/acceptances', {
    done: () => tell(t('agreements.accepted_now')),
  })
  const live = agreement.acceptances.find((one) => one.version === version && one.until === null)
  if (live)
    return (
      <Note>
        <p>
          {t('agreements.accepted_since')} <Moment at={live.since} />
        </p>
      </Note>
    )
  if (!hat) return null
  const because =
    hat.team && !may.keepTeam
      ? t('errors.not_your_role', { who: 'team' })
      : form.getValues().read
        ? undefined
        : t('agreements.read_first')
  return (
    <Form
      form={form}
      submit={t('agreements.accept')}
      sentence={t(hat.team ? 'agreements.accept_team' : 'agreements.accept_self', {
        name: either(hat.name.ja, hat.name.en),
      })}
      because={because}
      send={() => accept.mutateAsync({ params: { agreement: agreement.id }, body: { version } })}
    >
      {(!hat.team || may.keepTeam) && (
        <TickField
          label={t(hat.team ? 'agreements.i_read' : 'agreements.i_read_self')}
          {...form.getInputProps('read', { type: 'checkbox' })}
        />
      )}
    </Form>
  )
}

/** Who accepted what, for the secretariat. */
function All({ of }: { of: Agreement }) {
  const t = useText()
  const { hat } = useMe()
  const [ending, end] = useState<Acceptance | null>(null)
  return (
    <Section title={t('agreements.all')}>
      {ending && <EndAcceptance one={ending} done={() => end(null)} />}
      <Rows
        caption={t('agreements.all')}
        rows={of.all}
        keyOf={({ id }) => id}
        empty={<p className="dimmed">{t('agreements.nobody')}</p>}
        columns={[
          { head: t('agreements.by'), heads: true, cell: (one) => <Party of={one} /> },
          { head: t('agreements.which'), cell: ({ version }) => t('agreements.version', { version }) },
          { head: t('agreements.accepted_at'), cell: ({ since }) => <Moment at={since} /> },
          { head: t('agreements.until'), cell: ({ until }) => (until ? <Moment at={until} /> : '—') },
          {
            head: t('agreements.acts'),
            cell: (one) =>
              one.until === null &&
              hat?.role === 'officer' && (
                <ActButton size="compact-sm" variant="default" onClick={() => end(one)}>
                  {t('agreements.end')}
                </ActButton>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Party({ of: { team } }: { of: Acceptance }) {
  const t = useText()
  const either = useEither()
  const found = useAnswer<typeof getTeam>(
    '/api/teams/{team}',
    { params: { team: team ?? '' } },
    { enabled: team !== null },
  )
  if (team === null) return <>{t('agreements.in_body')}</>
  return <>{found.data ? either(found.data.name.ja, found.data.name.en) : '…'}</>
}

function EndAcceptance({ one, done }: { one: Acceptance; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`lapse.${one.id}`, {}, { keep: false })
  const end = useAct<typeof postAcceptanceEnd>('post', '/api/acceptances/{acceptance}/end', {
    done: () => {
      tell(t('agreements.ended'))
      done()
    },
  })
  return (
    <Panel title={t('agreements.end_title')}>
      <p>
        <Party of={one} />
      </p>
      <Form
        form={form}
        submit={t('agreements.end')}
        danger
        cancel={done}
        send={() => end.mutateAsync({ params: { acceptance: one.id } })}
      >
        <p>{t('agreements.end_sentence')}</p>
      </Form>
    </Panel>
  )
}
