import { Button } from '@mantine/core'
import { useState } from 'react'
import { ProblemBox, useAct, useMe, useText } from '#base/ui/index.ts'
import type { postObstacle } from '#work/obstacles/routes.ts'

const WHY = [
  'nda',
  'law',
  'reputation',
  'authority',
  'customer',
  'identified',
  'effort',
  'uncertain',
  'other',
] as const

/** One tap why a release went otherwise than meant; kept without the item. Asked once in a tab, and never insisted on. */
export function AskWhy({
  what,
  about,
}: {
  what: 'refused' | 'cut-down' | 'delayed' | 'dropped'
  /** The warning; known to this tab alone, so that it does not ask twice. */
  about: string
}) {
  const t = useText()
  const { hat } = useMe()
  const key = `asked-why.${what}.${about}`
  const [state, setState] = useState<'ask' | 'thanks' | 'over'>(() =>
    sessionStorage.getItem(key) === null ? 'ask' : 'over',
  )
  const note = useAct<typeof postObstacle>('post', '/api/obstacles', {
    changes: ['/api/obstacles'],
    done: () => leave('thanks'),
  })
  const leave = (next: 'thanks' | 'over'): void => {
    sessionStorage.setItem(key, next)
    setState(next)
  }
  if (state === 'over' || !hat?.team) return null
  if (state === 'thanks') return <p role="status">{t('approval.obstacle.thanks')}</p>
  return (
    <section aria-label={t(`approval.obstacle.what.${what}`)}>
      <p>
        <strong>{t(`approval.obstacle.what.${what}`)}：</strong>
        {t('approval.obstacle.ask')} <span className="dimmed">{t('approval.obstacle.private')}</span>
      </p>
      <div className="actions">
        {WHY.map((why) => (
          <Button
            key={why}
            size="xs"
            variant="default"
            disabled={note.isPending}
            onClick={() => note.mutate({ body: { what, why } })}
          >
            {t(`approval.obstacle.why.${why}`)}
          </Button>
        ))}
        <Button size="xs" variant="subtle" onClick={() => leave('over')}>
          {t('approval.obstacle.skip')}
        </Button>
      </div>
      <ProblemBox error={note.error} />
    </section>
  )
}
