import { Button } from '@mantine/core'
import { Note, ProblemBox, tell, useAct, useAnswer, useText } from '#base/ui/index.ts'
import type { getErasures, postErasure } from '../routes.ts'

/** On the home page: what was wrongly shared with me and is not deleted yet. */
export function Erasures() {
  const t = useText()
  const found = useAnswer<typeof getErasures>('/api/me/erasures')
  const erase = useAct<typeof postErasure>('post', '/api/me/erasures/{number}', {
    changes: ['/api/me/erasures'],
    done: () => tell(t('deliveries.erased')),
  })
  const open = (found.data?.erasures ?? []).filter(({ erasedAt }) => erasedAt === null)
  return (
    <>
      <ProblemBox error={erase.error} />
      {open.map(({ number, channels }) => (
        <Note key={number} kind="caution">
          <p>
            <strong>{t('deliveries.erase_title', { number })}</strong>
          </p>
          <p>{t('deliveries.erase_what')}</p>
          {channels.length > 0 && (
            <p className="dimmed">{t('deliveries.erase_had', { channels: channels.join(', ') })}</p>
          )}
          <div className="actions">
            <Button
              variant="default"
              aria-label={`${t('deliveries.erase_done')}: ${number}`}
              onClick={() => erase.mutate({ params: { number } })}
            >
              {t('deliveries.erase_done')}
            </Button>
          </div>
        </Note>
      ))}
    </>
  )
}
