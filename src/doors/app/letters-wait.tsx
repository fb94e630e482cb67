import { Note, useAnswer, useHere, useMe, useText } from '#base/ui/index.ts'
import type { getLetters } from '#people/identity/routes.ts'

/** Tells the secretariat that there is no mail server, how many letters wait, and what to do. */
export function LettersWait() {
  const t = useText()
  const { house } = useHere()
  const { may } = useMe()
  const letters = useAnswer<typeof getLetters>('/api/letters', undefined, {
    enabled: may.office === true && house?.mode === 'association',
  })
  if (!letters.data?.byHand) return null
  return (
    <Note kind="caution">
      <p>
        <strong>{t('app.home.letters.title', { count: letters.data.waiting })}</strong>
      </p>
      <p>{t('app.home.letters.what')}</p>
    </Note>
  )
}
