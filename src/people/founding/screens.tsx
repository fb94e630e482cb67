import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  Answered,
  call,
  Empty,
  Form,
  GoButton,
  links,
  Moment,
  Mono,
  Note,
  Page,
  Section,
  TickField,
  useAnswer,
  useHere,
  useKeptForm,
  useText,
} from '#base/ui/index.ts'
import { foundingBody, newFounding } from './founding-form.ts'
import { Founders, Names, RunningTeam, Terms } from './founding-parts.tsx'
import type { getFoundingCharter, postFounding, postFoundingLink } from './routes.ts'

type Founded = Received<typeof postFounding>

/** The first page of a new installation: found your association, or look at a demo. */
export function Found() {
  const t = useText()
  const { house, lookAgain } = useHere()
  const [token] = useState(() => location.hash.slice(1))
  const [founded, setFounded] = useState<Founded | null>(null)
  const link = useQuery({
    queryKey: [null, 'founding', token],
    queryFn: async () => {
      await call<typeof postFoundingLink>('post', '/api/founding/link', { body: { token } })
      return true
    },
    enabled: token !== '' && !house,
    refetchOnWindowFocus: false,
  })
  const charter = useAnswer<typeof getFoundingCharter>('/api/founding/charter')
  if (founded) return <FoundedPage founded={founded} />
  if (house)
    return (
      <Page title={t('app.founding.already')}>
        <Empty
          title={t('app.founding.already_what')}
          action={<GoButton to={links.home()}>{t('app.nav.home')}</GoButton>}
        />
      </Page>
    )
  return (
    <Page title={t('association.found.title')} lead={token ? t('association.found.lead') : undefined}>
      <Note>
        <p>{t('association.found.demo')}</p>
        <Mono copy block>
          npm run demo
        </Mono>
      </Note>
      {token ? (
        <Answered of={link}>
          {() => (
            <Answered of={charter}>
              {(offered) => (
                <FoundingForm
                  token={token}
                  offered={offered}
                  done={(now) => {
                    setFounded(now)
                    void lookAgain()
                  }}
                />
              )}
            </Answered>
          )}
        </Answered>
      ) : (
        <Empty title={t('app.founding.no_link')}>{t('app.founding.no_link_what')}</Empty>
      )}
    </Page>
  )
}

function FoundingForm({
  token,
  offered,
  done,
}: {
  token: string
  offered: Received<typeof getFoundingCharter>
  done: (founded: Founded) => void
}) {
  const t = useText()
  const form = useKeptForm('founding', newFounding(offered, location.origin))
  const { hasTeam, alone } = form.values
  return (
    <Form
      form={form}
      submit={t('association.found.act')}
      sentence={t('app.founding.sentence')}
      send={async (values) => {
        done(
          await call<typeof postFounding>('post', '/api/founding', {
            body: { token, ...foundingBody(values, offered) },
          }),
        )
      }}
    >
      <Names form={form} />
      <Terms form={form} />
      <fieldset>
        <legend>{t('association.found.officers')}</legend>
        <p>{t('association.found.officers_help')}</p>
        <Founders form={form} index={0} />
        <TickField label={t('app.founding.alone')} {...form.getInputProps('alone', { type: 'checkbox' })} />
        {!alone && <Founders form={form} index={1} />}
      </fieldset>
      <fieldset>
        <legend>{t('association.found.team')}</legend>
        <TickField
          label={t('app.founding.has_team')}
          hint={t('app.founding.has_team_hint')}
          {...form.getInputProps('hasTeam', { type: 'checkbox' })}
        />
        {hasTeam && <RunningTeam form={form} charter={offered} />}
      </fieldset>
    </Form>
  )
}

/** Done: each founder's own link, which sets up how they sign in. */
function FoundedPage({ founded }: { founded: Founded }) {
  const t = useText()
  return (
    <Page title={t('association.found.done')} lead={t('app.founding.next')}>
      {founded.invitations.map(({ person, link, until }, index) => (
        <Section key={person} title={t('app.founding.link_of', { number: index + 1 })}>
          <Mono copy block>
            {link}
          </Mono>
          <p className="dimmed">
            {t('signIn.accept.until')} <Moment at={until} />
          </p>
          {index === 0 && (
            <div className="actions">
              <Button component="a" href={link}>
                {t('app.founding.open_mine')}
              </Button>
            </div>
          )}
        </Section>
      ))}
    </Page>
  )
}
