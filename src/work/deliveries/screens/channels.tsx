import { Button } from '@mantine/core'
import {
  Answered,
  CopyButton,
  Facts,
  Form,
  Go,
  links,
  Moment,
  Mono,
  ProblemBox,
  type Received,
  Section,
  TextField,
  tell,
  useAct,
  useAnswer,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getAssociationKeys } from '#people/association/routes.ts'
import type { getMailChannels, postMailTest, postMailTestWord } from '../routes.ts'

type Channel = Received<typeof getMailChannels>['channels'][number]

const changes = ['/api/me/mail'] as const

/** How mail reaches me: in clear, and by each key; what was proven, and a test of each. */
export function MailChannels() {
  const t = useText()
  const { hat } = useMe()
  const mine = useAnswer<typeof getMailChannels>('/api/me/mail')
  return (
    <Section title={t('deliveries.mail')}>
      <p>{t('deliveries.lead')}</p>
      <Answered of={mine}>
        {({ channels }) => (
          <>
            {channels.map((channel) => (
              <OneChannel key={channel.key ?? 'clear'} of={channel} />
            ))}
            {!channels.some(({ key }) => key !== null) && (
              <p className="dimmed">
                {t('deliveries.no_key')}{' '}
                {hat?.team && <Go to={links.ourKeys()}>{t('deliveries.to_keys')}</Go>}
              </p>
            )}
          </>
        )}
      </Answered>
      <Signed />
    </Section>
  )
}

/** The key that signs what is encrypted, once there is one. */
function Signed() {
  const t = useText()
  const [key] = useAnswer<typeof getAssociationKeys>('/api/association/keys').data?.keys ?? []
  if (!key) return null
  return (
    <Facts
      of={[
        [
          t('deliveries.signed_by'),
          <span key="k" className="actions">
            <Mono>{key.fingerprint}</Mono>
            <CopyButton text={key.armored} label={t('deliveries.copy_key')} />
          </span>,
        ],
      ]}
    />
  )
}

function OneChannel({ of }: { of: Channel }) {
  const t = useText()
  const begin = useAct<typeof postMailTest>('post', '/api/me/mail-tests', {
    changes,
    done: () => tell(t('deliveries.sent')),
  })
  const name =
    of.key === null ? t('deliveries.clear') : t(of.own ? 'deliveries.own_key' : 'deliveries.team_key')
  return (
    <div className="stack">
      <Facts
        of={[
          [
            name,
            of.fingerprint === null ? t('deliveries.clear_what') : <Mono key="f">{of.fingerprint}</Mono>,
          ],
          [
            t('deliveries.state'),
            of.provenAt ? (
              <span key="p">
                {t(of.key === null ? 'deliveries.arrives' : 'deliveries.proven')} <Moment at={of.provenAt} />
              </span>
            ) : (
              t(of.key === null ? 'deliveries.untested' : 'deliveries.unproven')
            ),
          ],
        ]}
      />
      <ProblemBox error={begin.error} />
      {of.open && of.test !== null && <Word test={of.test} name={name} />}
      <div className="actions">
        <Button
          variant="default"
          loading={begin.isPending}
          aria-label={`${t('deliveries.test')}: ${name}`}
          onClick={() => begin.mutate({ body: { key: of.key } })}
        >
          {t(of.open ? 'deliveries.test_again' : 'deliveries.test')}
        </Button>
      </div>
    </div>
  )
}

function Word({ test, name }: { test: string; name: string }) {
  const t = useText()
  const form = useKeptForm('mail word', { word: '' }, { keep: false })
  const type = useAct<typeof postMailTestWord>('post', '/api/me/mail-tests/{test}/word', {
    changes,
    done: ({ right }) => {
      if (right) return tell(t('deliveries.right'))
      form.setFieldError('word', t('deliveries.wrong'))
    },
  })
  return (
    <Form
      form={form}
      submit={t('deliveries.prove')}
      send={(body) => type.mutateAsync({ params: { test }, body })}
    >
      <TextField
        label={`${t('deliveries.word')}（${name}）`}
        hint={t('deliveries.word_hint')}
        autoComplete="off"
        {...form.getInputProps('word')}
      />
    </Form>
  )
}
