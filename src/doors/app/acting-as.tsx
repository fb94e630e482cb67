import { Menu } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { roleWords, tell, useEither, useHere, useMe, useText } from '#base/ui/index.ts'

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
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <button type="button" className="shell-button acting">
          <span className="unseen">{t('app.acting.switch')}:</span>
          {words}
          <IconSelector size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown miw={240}>
        {hats.map((one) => (
          <Menu.Item
            key={one.appointment}
            onClick={() => {
              putOn(one.appointment)
              tell(
                t('app.acting.now', {
                  name: either(one.name.ja, one.name.en),
                  role: roleWords(t, one.role, one.body),
                }),
              )
            }}
            aria-current={one.appointment === hat?.appointment}
            rightSection={one.appointment === hat?.appointment ? <IconCheck size={16} aria-hidden /> : null}
          >
            {either(one.name.ja, one.name.en)}
            <small className="shell-demo">{roleWords(t, one.role, one.body)}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
