import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import { call, Form, ProblemBox, TextField, tell, useAct, useKeptForm, useText } from '#base/ui/index.ts'
import { TotpSetup } from './one-time-codes.tsx'
import { makePasskey } from './passkey-dialogue.tsx'
import type { postMyPasskey, postMyPasskeyOptions, postTotp, postTotpCode } from './routes.ts'

const changes = ['/api/me', '/api/session'] as const

/** A further passkey: name it, then the browser's dialogue. */
export function AddPasskey() {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const form = useKeptForm('passkey', { name: t('signIn.passkey.default_name') }, { keep: false })
  const add = useAct<typeof postMyPasskey>('post', '/api/me/passkeys', {
    changes,
    done: () => {
      tell(t('signIn.account.added'))
      setAdding(false)
    },
  })
  if (!adding)
    return (
      <div className="actions">
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('signIn.account.add_passkey')}
        </Button>
      </div>
    )
  return (
    <Form
      form={form}
      submit={t('signIn.passkey.make')}
      cancel={() => setAdding(false)}
      send={async ({ name }) => {
        const options = await call<typeof postMyPasskeyOptions>('post', '/api/me/passkeys/options')
        await add.mutateAsync({ body: { name, response: await makePasskey(t, options) } })
      }}
    >
      <TextField
        label={t('signIn.passkey.name')}
        hint={t('signIn.passkey.name_hint')}
        {...form.getInputProps('name')}
      />
    </Form>
  )
}

/** A further authenticator app: scan, then its first code. */
export function AddTotp() {
  const t = useText()
  const [begun, setBegun] = useState<Received<typeof postTotp> | null>(null)
  const begin = useAct<typeof postTotp>('post', '/api/me/totps', { changes: [], done: setBegun })
  const confirm = useAct<typeof postTotpCode>('post', '/api/me/totps/{factor}/confirmation', {
    changes,
    done: () => {
      tell(t('signIn.account.added'))
      setBegun(null)
    },
  })
  const form = useKeptForm('totp', { code: '' }, { keep: false })
  if (!begun)
    return (
      <>
        <ProblemBox error={begin.error} />
        <div className="actions">
          <Button
            variant="default"
            loading={begin.isPending}
            onClick={() => begin.mutate({ body: { name: t('signIn.account.totps') } })}
          >
            {t('signIn.account.add_totp')}
          </Button>
        </div>
      </>
    )
  return (
    <>
      <TotpSetup secret={begun.secret} address={begun.address} />
      <Form
        form={form}
        submit={t('signIn.account.add_totp')}
        cancel={() => setBegun(null)}
        send={(body) => confirm.mutateAsync({ params: { factor: begun.id }, body })}
      >
        <TextField
          label={t('signIn.totp.first_code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          {...form.getInputProps('code')}
        />
      </Form>
    </>
  )
}
