import { TickField, useAct, useAnswer, useMe, useText } from '#base/ui/index.ts'
import type { getShowing, putShowing } from '../board-routes.ts'

/** R15: a team decides once whether sources see it by name; who may not decide sees what was decided. */
export function Showing() {
  const t = useText()
  const { hat } = useMe()
  const found = useAnswer<typeof getShowing>('/api/showing')
  const put = useAct<typeof putShowing>('put', '/api/showing', { changes: ['/api/showing'] })
  if (!hat?.team || !found.data) return null
  return (
    <TickField
      label={t('board.showing')}
      hint={t('board.showing_hint')}
      checked={found.data.shown}
      disabled={put.isPending || !['poc', 'team_admin'].includes(hat.role)}
      onChange={({ currentTarget }) => put.mutate({ body: { shown: currentTarget.checked } })}
    />
  )
}
