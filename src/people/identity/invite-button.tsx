import { Button } from '@mantine/core'
import { ProblemBox, tell, useAct, useHere, useText } from '#base/ui/index.ts'
import type { postInvitation } from './routes.ts'

/** Mails somebody a fresh link to set up sign-in. In a demo nobody sets up anything. */
export function InviteButton({ person, name }: { person: string; name: string }) {
  const t = useText()
  const { house } = useHere()
  const invite = useAct<typeof postInvitation>('post', '/api/persons/{person}/invitation', {
    changes: [],
    done: () => tell(t('directory.invited')),
  })
  if (house?.mode === 'demo') return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
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
