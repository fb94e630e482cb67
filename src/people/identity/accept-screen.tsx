import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { instantWords, type Language } from '#base/i18n/index.ts'
import type { Received } from '#base/ui/index.ts'
import {
  Answered,
  call,
  Empty,
  Form,
  links,
  Moment,
  Note,
  Page,
  ProblemBox,
  SecretField,
  Section,
  TextField,
  useEither,
  useGo,
  useHere,
  useKeptForm,
  useLanguage,
  useText,
  useZone,
} from '#base/ui/index.ts'
import { RecoveryCodes, TotpSetup } from './one-time-codes.tsx'
import { makePasskey } from './passkey-dialogue.tsx'
import type {
  postEnrolment,
  postEnrolmentPasskey,
  postEnrolmentPasskeyOptions,
  postEnrolmentPassword,
  postEnrolmentTotp,
  putLanguage,
} from './routes.ts'

/** The page of a one-time link: the token stands in the fragment, which no server and no log ever sees. */
export function Accept() {
  const t = useText()
  const go = useGo()
  const { lookAgain } = useHere()
  const [token] = useState(() => location.hash.slice(1))
  const { language } = useLanguage()
  const [codes, setCodes] = useState<{ shown: readonly string[]; known: Language } | null>(null)
  const [entered, setEntered] = useState(false)
  const enter = async (known: Language): Promise<void> => {
    setEntered(true)
    // whoever switched while setting up goes on in that language
    if (language !== known) await call<typeof putLanguage>('put', '/api/me/language', { body: { language } })
    await lookAgain()
    go(links.home(), { replace: true })
  }
  const opened = useQuery({
    queryKey: [null, 'enrolment', token],
    queryFn: () => call<typeof postEnrolment>('post', '/api/enrolment', { body: { token } }),
    // used up once it has done its work
    enabled: token !== '' && codes === null && !entered,
    refetchOnWindowFocus: false,
  })
  if (!token)
    return (
      <Page title={t('signIn.accept.no_token')}>
        <Empty title={t('signIn.accept.no_token_what')} />
      </Page>
    )
  if (codes)
    return (
      <Page title={t('signIn.recovery.title')}>
        <RecoveryCodes codes={codes.shown} stored={() => void enter(codes.known)} />
      </Page>
    )
  return (
    <Answered of={opened}>
      {(link) => (
        <Enrol
          token={token}
          link={link}
          enter={enter}
          showCodes={(shown, known) => setCodes({ shown, known })}
        />
      )}
    </Answered>
  )
}

function Enrol({
  token,
  link: { purpose, person, until, shown },
  enter,
  showCodes,
}: {
  token: string
  link: Received<typeof postEnrolment>
  enter: (known: Language) => Promise<void>
  showCodes: (codes: readonly string[], known: Language) => void
}) {
  const t = useText()
  const either = useEither()
  const { speak } = useLanguage()
  const { house } = useHere()
  useEffect(() => speak(person.language), [person.language, speak])
  const name = either(person.nameJa, person.nameEn)
  const recovers = purpose === 'recovery'
  return (
    <Page
      title={t(recovers ? 'signIn.accept.recover' : 'signIn.accept.welcome', { name })}
      lead={
        <>
          <p>
            {recovers
              ? t('signIn.accept.recover_lead')
              : t('signIn.accept.lead', { house: house ? either(house.name.ja, house.name.en) : 'Renkei' })}
          </p>
          <p>
            {t('signIn.accept.until')} <Moment at={until} relative />
          </p>
        </>
      }
    >
      <ShownTo of={shown} />
      <WithPasskey token={token} enter={() => enter(person.language)} />
      <WithPassword
        token={token}
        email={person.email}
        showCodes={(codes) => showCodes(codes, person.language)}
      />
    </Page>
  )
}

/** Who else held the link: whoever saw it could have come first. */
function ShownTo({ of }: { of: Received<typeof postEnrolment>['shown'] }) {
  const t = useText()
  const either = useEither()
  const { language } = useLanguage()
  const zone = useZone()
  if (of.length === 0) return null
  return (
    <Note>
      {of.map(({ at, by }) => {
        const words = { at: instantWords(new Date(at), language, zone) }
        return (
          <p key={at}>
            {by
              ? t('signIn.accept.shown_by', { ...words, name: either(by.ja, by.en) })
              : t('signIn.accept.shown_by_house', words)}
          </p>
        )
      })}
      <p>{t(of.some(({ by }) => by) ? 'signIn.accept.shown_what' : 'signIn.accept.shown_by_house_what')}</p>
    </Note>
  )
}

function WithPasskey({ token, enter }: { token: string; enter: () => Promise<void> }) {
  const t = useText()
  const usual = t('signIn.passkey.default_name')
  const form = useKeptForm('enrol-passkey', { name: usual }, { keep: false })
  const offered = useRef(usual)
  // the page turns to the person's language once it knows it; what was offered goes along, what was written stays
  useEffect(() => {
    if (form.getValues().name === offered.current) form.setFieldValue('name', usual)
    offered.current = usual
  }, [usual, form.setFieldValue, form.getValues])
  return (
    <Section title={t('signIn.accept.passkey')}>
      <p>{t('signIn.accept.passkey_what')}</p>
      <Form
        form={form}
        submit={t('signIn.passkey.make')}
        send={async ({ name }) => {
          const options = await call<typeof postEnrolmentPasskeyOptions>(
            'post',
            '/api/enrolment/passkey/options',
            {
              body: { token },
            },
          )
          await call<typeof postEnrolmentPasskey>('post', '/api/enrolment/passkey', {
            body: { token, name, response: await makePasskey(t, options) },
          })
          await enter()
        }}
      >
        <TextField
          label={t('signIn.passkey.name')}
          hint={t('signIn.passkey.name_hint')}
          {...form.getInputProps('name')}
        />
      </Form>
    </Section>
  )
}

function WithPassword({
  token,
  email,
  showCodes,
}: {
  token: string
  email: string
  showCodes: (codes: readonly string[]) => void
}) {
  const t = useText()
  const [totp, setTotp] = useState<Received<typeof postEnrolmentTotp> | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const form = useKeptForm('enrol-password', { password: '', code: '' }, { keep: false })
  const begin = async (): Promise<void> => {
    try {
      setTotp(await call<typeof postEnrolmentTotp>('post', '/api/enrolment/totp', { body: { token } }))
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Section title={t('signIn.accept.password')}>
      <p>{t('signIn.accept.password_what')}</p>
      <ProblemBox error={problem} />
      {totp === null ? (
        <div className="actions">
          <Button variant="default" onClick={() => void begin()}>
            {t('signIn.accept.begin')}
          </Button>
        </div>
      ) : (
        <>
          <TotpSetup {...totp} />
          <Form
            form={form}
            submit={t('signIn.accept.finish')}
            send={async (said) => {
              const { recoveryCodes } = await call<typeof postEnrolmentPassword>(
                'post',
                '/api/enrolment/password',
                {
                  body: { token, ...said },
                },
              )
              showCodes(recoveryCodes)
            }}
          >
            {/* so that a password manager knows for whom */}
            <input type="hidden" autoComplete="username" value={email} readOnly />
            <SecretField
              label={t('signIn.accept.new_password')}
              hint={t('signIn.accept.password_hint')}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
            <TextField
              label={t('signIn.totp.first_code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              {...form.getInputProps('code')}
            />
          </Form>
        </>
      )}
    </Section>
  )
}
