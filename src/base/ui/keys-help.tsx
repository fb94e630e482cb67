import { Modal, Switch } from '@mantine/core'
import { type Key, KeyCaps } from './keys.tsx'
import { useText } from './language.tsx'

/** Which keys do what, here and everywhere. Loaded when first asked for. */
export function KeysHelp({
  keys,
  single,
  setSingle,
  close,
}: {
  keys: readonly Key[]
  single: boolean
  setSingle: (on: boolean) => void
  close: () => void
}) {
  const t = useText()
  const everywhere = [
    { keys: 'mod+Enter', what: t('app.keys.submit') },
    { keys: '↑ ↓', what: t('app.keys.rows') },
    { keys: 'Esc', what: t('app.keys.escape') },
  ]
  return (
    <Modal
      opened
      onClose={close}
      title={t('app.keys.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <dl className="keys">
        {[...keys, ...everywhere].map(({ keys: pressed, what }) => (
          <div key={pressed + what}>
            <dt>
              <KeyCaps keys={pressed} />
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      {/* WCAG 2.1.4: keys of one character can be switched off */}
      <Switch
        label={t('app.keys.single')}
        checked={single}
        onChange={(event) => setSingle(event.currentTarget.checked)}
      />
    </Modal>
  )
}
