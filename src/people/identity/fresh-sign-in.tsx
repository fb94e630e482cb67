import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import {
  Answered,
  call,
  Form,
  ProblemBox,
  TextField,
  useAnswer,
  useKeptForm,
  useText,
} from '#base/ui/index.ts'
import { showPasskey } from './passkey-dialogue.tsx'
import type { getSession, postFresh, postFreshOptions } from './routes.ts'

/** Acts that ask for it, by the name under which the server does. */
const acts = {
  'warning.release': 'warning_release',
  'warning.read-red': 'warning_read_red',
  'warning.override': 'warning_override',
  'warning.source': 'warning_source',
  'warning.break-glass': 'warning_break_glass',
  'approval.standing': 'approval_standing',
  'charter.adopt': 'charter_adopt',
  'charter.confirm': 'charter_confirm',
  'key.issue': 'key_issue',
  'identity.change-factor': 'identity_change_factor',
} as const

/** Asks a person to prove once more that it is them, for one act, over the screen they are on. */
export function FreshSignIn({
  act,
  subject,
  done,
  cancel,
}: {
  act: string
  subject: string
  done: () => void
  cancel: () => void
}) {
  const t = useText()
  const session = useAnswer<typeof getSession>('/api/session')
  const known = act in acts ? acts[act as keyof typeof acts] : 'other'
  return (
    <Modal
      opened
      onClose={cancel}
      title={t('signIn.fresh.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className="page">
        <p>{t('signIn.fresh.what', { act: t(`signIn.fresh.acts.${known}`) })}</p>
        <Answered of={session}>
          {({ session: now, factors }) => (
            <>
              {now?.factor === 'demo' && <AsDemo act={act} subject={subject} done={done} />}
              {factors && factors.passkeys > 0 && <ByPasskey act={act} subject={subject} done={done} />}
              {factors && (factors.totps > 0 || factors.hasPassword) && (
                <ByCode act={act} subject={subject} done={done} />
              )}
            </>
          )}
        </Answered>
      </div>
    </Modal>
  )
}

interface Asked {
  readonly act: string
  readonly subject: string
  readonly done: () => void
}

function AsDemo({ act, subject, done }: Asked) {
  const t = useText()
  return (
    <ProofButton
      label={t('signIn.fresh.demo')}
      done={done}
      prove={() =>
        call<typeof postFresh>('post', '/api/session/fresh', { body: { act, subject, demo: true } })
      }
    />
  )
}

function ByPasskey({ act, subject, done }: Asked) {
  const t = useText()
  const prove = async (): Promise<void> => {
    const options = await call<typeof postFreshOptions>('post', '/api/session/fresh/options', {
      body: { act, subject },
    })
    await call<typeof postFresh>('post', '/api/session/fresh', {
      body: { act, subject, passkey: await showPasskey(t, options) },
    })
  }
  return <ProofButton label={t('signIn.fresh.passkey')} prove={prove} done={done} />
}

function ProofButton({
  label,
  prove,
  done,
}: {
  label: string
  prove: () => Promise<unknown>
  done: () => void
}) {
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await prove()
      done()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <ProblemBox error={problem} />
      <Button data-autofocus loading={busy} onClick={() => void run()}>
        {label}
      </Button>
    </>
  )
}

function ByCode({ act, subject, done }: Asked) {
  const t = useText()
  const form = useKeptForm('fresh', { code: '' }, { keep: false })
  return (
    <Form
      form={form}
      submit={t('signIn.fresh.code')}
      send={async ({ code }) => {
        await call<typeof postFresh>('post', '/api/session/fresh', { body: { act, subject, code } })
        done()
      }}
    >
      <TextField
        label={t('signIn.code')}
        hint={t('signIn.code_hint')}
        autoComplete="one-time-code"
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('code')}
      />
    </Form>
  )
}
