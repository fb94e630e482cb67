import { Button } from '@mantine/core'
import { useText, useZone } from '#base/ui/index.ts'
import type { Saving } from './saving.tsx'
import { wallOf } from './wall-time.ts'

/** Where the text is kept, always in sight. */
export function Saved({ saving: { state, at, draft } }: { saving: Saving }) {
  const t = useText()
  const zone = useZone()
  const time = at ? wallOf(at.toISOString(), zone).slice(11) : ''
  const words = {
    none: '',
    local: draft.attribution === null ? t('composer.local_who') : t('composer.local', { time }),
    unsaved: t('composer.unsaved'),
    saving: t('composer.saving'),
    saved: at ? t('composer.saved', { time }) : '',
    failed: t('composer.not_saved'),
    conflict: t('composer.conflict_title'),
  }[state]
  return <span role="status">{words}</span>
}

/** Text of an earlier visit was put back, and the way to be rid of it. */
export function Restored({ saving: { restored, forget, state } }: { saving: Saving }) {
  const t = useText()
  if (!restored || state === 'none') return null
  return (
    <p className="dimmed">
      {t('composer.restored')}{' '}
      <Button size="compact-sm" variant="subtle" onClick={forget}>
        {t('composer.begin_again')}
      </Button>
    </p>
  )
}
