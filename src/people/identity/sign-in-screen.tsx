import { Button, Divider } from '@mantine/core'
import { useEffect, useState } from 'react'
import {
  call,
  Form,
  GoButton,
  links,
  Note,
  Page,
  ProblemBox,
  SecretField,
  TextField,
  useEither,
  useGo,
  useHere,
  useKeptForm,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import { showPasskey } from './passkey-dialogue.tsx'
import type { postPasskey, postPasskeyOptions, postPassword } from './routes.ts'

/** An address of our own to go to afterwards; anything else is a trap. */
const ownAddress = (then: string): string => (/^\/(?![/\\])/.test(then) ? then : links.home())

/** The door: a passkey, or password and code. */
export function SignIn() {
  const t = useText()
  const go = useGo()
  const either = useEither()
  const { me, house, lookAgain } = useHere()
  const [then] = useQueryParam('then')
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useKeptForm('sign-in', { email: '', password: '', code: '' }, { never: ['password', 'code'] })

  useEffect(() => {
    if (me) go(ownAddress(then), { replace: true })
  }, [me, then, go])

  const withPasskey = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const options = await call<typeof postPasskeyOptions>('post', '/api/session/passkey/options')
      await call<typeof postPasskey>('post', '/api/session/passkey', {
        body: { response: await showPasskey(t, options) },
      })
      await lookAgain()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title={t('signIn.title')}
      lead={
        house?.mode === 'association' && t('signIn.lead', { house: either(house.name.ja, house.name.en) })
      }
    >
      {house?.mode === 'demo' && (
        <Note>
          <p>{t('signIn.demo')}</p>
          <GoButton to={links.demo()} mt="xs">
            {t('signIn.demo_choose')}
          </GoButton>
        </Note>
      )}
      <ProblemBox error={problem} />
      <Button
        size="md"
        loading={busy}
        onClick={() => void withPasskey()}
        variant={house?.mode === 'demo' ? 'default' : 'filled'}
      >
        {t('signIn.with_passkey')}
      </Button>
      <Divider label={t('signIn.or')} />
      <Form
        form={form}
        submit={t('signIn.title')}
        send={async (body) => {
          await call<typeof postPassword>('post', '/api/session/password', { body })
          await lookAgain()
        }}
      >
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <SecretField
          label={t('signIn.password')}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <TextField
          label={t('signIn.code')}
          hint={t('signIn.code_hint')}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          {...form.getInputProps('code')}
        />
      </Form>
      <div className="dimmed">
        <p>{t('signIn.trouble')}</p>
      </div>
    </Page>
  )
}
