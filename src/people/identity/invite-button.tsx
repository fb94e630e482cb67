import { Button, type ButtonProps, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  CopyButton,
  Moment,
  Mono,
  ProblemBox,
  tell,
  useAct,
  useAnswer,
  useHere,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getLetters, postInvitation, postInvitationLink } from './routes.ts'

interface Whom {
  readonly person: string
  readonly name: string
}

/** Beside other acts of a row. */
const inRow = { size: 'compact-sm', variant: 'default' } as const

/**
 * Invites somebody to set up sign-in: by mail, or where there is no mail server by a link that an officer is shown to
 * hand over. In a demo nobody sets up anything.
 */
export function InviteButton({ prominent = false, ...whom }: Whom & { prominent?: boolean | undefined }) {
  const { house } = useHere()
  const { may, hat } = useMe()
  const letters = useAnswer<typeof getLetters>('/api/letters', undefined, {
    enabled: may.office === true && house?.mode === 'association',
  })
  if (house?.mode === 'demo') return null
  const look = prominent ? ({} as const) : inRow
  return letters.data?.byHand && hat?.role === 'officer' ? (
    <ShowLink {...whom} look={look} />
  ) : (
    <MailIt {...whom} look={look} />
  )
}

function MailIt({ person, name, look }: Whom & { look: ButtonProps }) {
  const t = useText()
  const invite = useAct<typeof postInvitation>('post', '/api/persons/{person}/invitation', {
    changes: ['/api/letters'],
    done: () => tell(t('directory.invited')),
  })
  return (
    <>
      <Button
        {...look}
        loading={invite.isPending}
        aria-label={`${t('directory.invite')}: ${name}`}
        onClick={() => invite.mutate({ params: { person } })}
      >
        {t('directory.invite')}
      </Button>
      <ProblemBox error={invite.error} />
    </>
  )
}

function ShowLink({ person, name, look }: Whom & { look: ButtonProps }) {
  const t = useText()
  const [made, setMade] = useState<Received<typeof postInvitationLink> | null>(null)
  const show = useAct<typeof postInvitationLink>('post', '/api/persons/{person}/invitation-link', {
    changes: [],
    done: setMade,
  })
  const title = t('directory.hand_over', { name })
  return (
    <>
      <Button
        {...look}
        loading={show.isPending}
        aria-label={`${t('directory.show_link')}: ${name}`}
        onClick={() => show.mutate({ params: { person } })}
      >
        {t('directory.show_link')}
      </Button>
      <ProblemBox error={show.error} />
      <Modal
        opened={made !== null}
        onClose={() => setMade(null)}
        title={title}
        size="lg"
        closeButtonProps={{ 'aria-label': t('directory.handed') }}
      >
        {made && <Link of={made} name={name} close={() => setMade(null)} />}
      </Modal>
    </>
  )
}

/** The link, once, with what follows from having seen it. */
function Link({
  of: { link, until },
  name,
  close,
}: {
  of: Received<typeof postInvitationLink>
  name: string
  close: () => void
}) {
  const t = useText()
  return (
    <div className="form">
      <p>{t('directory.hand_over_what', { name })}</p>
      <Mono block>{link}</Mono>
      <ul>
        <li>
          {t('directory.hand_over_once')} {t('signIn.accept.until')}: <Moment at={until} />
        </li>
        <li>{t('directory.hand_over_who', { name })}</li>
        <li>{t('directory.hand_over_told', { name })}</li>
      </ul>
      <div className="actions">
        <CopyButton text={link} label={t('app.founding.copy_link')} />
        <Button size="xs" onClick={close}>
          {t('directory.handed')}
        </Button>
      </div>
    </div>
  )
}
