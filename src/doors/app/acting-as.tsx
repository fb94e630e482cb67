import { IconSelector } from '@tabler/icons-react'
import { roleWords, tell, useEither, useHere, useMe, useText } from '#base/ui/index.ts'
import { RailMenu } from './rail-menu.tsx'

/** For whom this tab acts, always in sight, and the switch. */
export function ActingAs() {
  const t = useText()
  const either = useEither()
  const { putOn } = useHere()
  const { hat, hats } = useMe()
  const words = hat ? (
    <span>
      <small>{roleWords(t, hat.role, hat.body)}</small>
      <strong>{either(hat.name.ja, hat.name.en)}</strong>
    </span>
  ) : (
    <span>{t('app.acting.none')}</span>
  )
  if (hats.length < 2)
    return (
      <div className="shell-button acting">
        <span className="unseen">{t('app.acting.label')}</span>
        {words}
      </div>
    )
  return (
    <RailMenu
      className="shell-button acting"
      choices={hats.map((one) => ({
        key: one.appointment,
        words: (
          <>
            {either(one.name.ja, one.name.en)}
            <small className="shell-demo">{roleWords(t, one.role)}</small>
          </>
        ),
        current: one.appointment === hat?.appointment,
        run: () => {
          putOn(one.appointment)
          tell(t('app.acting.now', { name: either(one.name.ja, one.name.en), role: roleWords(t, one.role) }))
        },
      }))}
    >
      <span className="unseen">{t('app.acting.switch')}:</span>
      {words}
      <IconSelector size={18} aria-hidden />
    </RailMenu>
  )
}
