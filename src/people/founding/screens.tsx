import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  Answered,
  CopyButton,
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
  useEither,
  useHere,
  useKeptForm,
  useLanguage,
  useText,
} from '#base/ui/index.ts'
import { foundingBody, newFounding, switchOfficers } from './founding-form.ts'
import { Founders, Names, RunningTeam, Terms } from './founding-parts.tsx'
import type { getFoundingCharter, postFounding, postFoundingLink } from './routes.ts'

/** What founding made, with the names of those it was told. */
type Founded = Received<typeof postFounding> & {
  readonly officers: readonly { readonly nameJa: string; readonly nameEn: string }[]
}

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
  const { language } = useLanguage()
  const form = useKeptForm(
    'founding',
    newFounding(offered, {
      url: location.origin,
      language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  )
  const { hasTeam, alone } = form.values
  const spoken = useRef(language)
  useEffect(() => {
    if (spoken.current === language) return
    form.setFieldValue('officers', switchOfficers(form.getValues().officers, spoken.current, language))
    spoken.current = language
  }, [language, form.setFieldValue, form.getValues])
  return (
    <Form
      form={form}
      submit={t('association.found.act')}
      sentence={t('app.founding.sentence')}
      send={async (values) => {
        const body = { token, ...foundingBody(values, offered) }
        const made = await call<typeof postFounding>('post', '/api/founding', { body })
        done({ ...made, officers: body.officers })
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
  const either = useEither()
  return (
    <Page
      title={t('association.found.done')}
      lead={t(founded.invitations.length > 1 ? 'app.founding.next' : 'app.founding.next_alone')}
    >
      {founded.invitations.map(({ person, link, until }, index) => {
        const officer = founded.officers[index]
        const name = officer ? either(officer.nameJa, officer.nameEn) : ''
        return (
          <Section key={person} title={t('app.founding.link_of', { name })}>
            <Mono block>{link}</Mono>
            <p className="dimmed">
              {t('signIn.accept.until')} <Moment at={until} />
            </p>
            <div className="actions">
              {index === 0 && (
                <Button component="a" href={link} size="xs">
                  {t('app.founding.open_mine', { name })}
                </Button>
              )}
              <CopyButton text={link} label={t('app.founding.copy_link')} />
            </div>
          </Section>
        )
      })}
    </Page>
  )
}
