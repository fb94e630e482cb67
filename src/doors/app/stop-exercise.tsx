import { useQueryClient } from '@tanstack/react-query'
import { Go, links, useAnswer, useLive, useMe, useText } from '#base/ui/index.ts'
import type { getStopped } from '#work/warnings/routes.ts'

/** R28: while a real immediate warning waits, every screen says that the exercise is off. */
export function StopExercise() {
  const t = useText()
  const { hat } = useMe()
  const answers = useQueryClient()
  const stopped = useAnswer<typeof getStopped>('/api/exercise-stop', undefined, { enabled: Boolean(hat) })
  useLive(({ about }) => {
    if (about === 'warning' || about === 'everything')
      void answers.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/api/exercise-stop' })
  })
  const number = stopped.data?.number
  if (!number) return null
  return (
    <p className="stop-exercise" role="alert">
      <strong>{t('app.exercise_stopped')}</strong> <Go to={links.warning(number)}>{number}</Go>
    </p>
  )
}
