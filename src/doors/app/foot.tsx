import { useMantineColorScheme } from '@mantine/core'
import { IconContrast, IconLanguage, IconUser } from '@tabler/icons-react'
import type { Language } from '#base/i18n/index.ts'
import {
  call,
  links,
  problemCode,
  useEither,
  useGo,
  useHere,
  useKeysHelp,
  useLanguage,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { deleteSession, putLanguage } from '#people/identity/routes.ts'
import { RailMenu } from './rail-menu.tsx'

const schemes = ['light', 'dark', 'auto'] as const

/** The foot of the rail: language, theme, person. */
export const Foot = () => (
  <div className="shell-foot">
    <LanguageSwitch keep />
    <SchemeSwitch />
    <PersonMenu />
  </div>
)

/** Switches at once; for a signed-in person it is kept on the server, mail follows it. */
export function LanguageSwitch({ keep = false }: { keep?: boolean }) {
  const t = useText()
  const { language, speak } = useLanguage()
  const other: Language = language === 'ja' ? 'en' : 'ja'
  const change = (): void => {
    speak(other)
    if (keep)
      void call<typeof putLanguage>('put', '/api/me/language', { body: { language: other } }).catch(
        () => undefined,
      )
  }
  return (
    <button type="button" className="shell-button" lang={other} onClick={change}>
      <IconLanguage size={20} aria-hidden />
      <span>{t(`common.language.${other}`)}</span>
    </button>
  )
}

function SchemeSwitch() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <RailMenu
      choices={schemes.map((scheme) => ({
        key: scheme,
        words: t(`app.theme.${scheme}`),
        current: scheme === colorScheme,
        run: () => setColorScheme(scheme),
      }))}
    >
      <IconContrast size={20} aria-hidden />
      <span>{t('app.theme.now', { scheme: t(`app.theme.${colorScheme}`) })}</span>
    </RailMenu>
  )
}

function PersonMenu() {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const help = useKeysHelp()
  const me = useMe()
  const { house, lookAgain } = useHere()
  const leave = async (): Promise<void> => {
    await call<typeof deleteSession>('delete', '/api/session').catch((error: unknown) => {
      if (problemCode(error) !== 'sign_in_required') throw error
    })
    go(links.signIn())
    await lookAgain()
  }
  return (
    <RailMenu
      choices={[
        { key: 'account', words: t('app.account'), run: () => go(links.me()) },
        { key: 'keys', words: t('app.keys.title'), run: help },
        ...(house?.mode === 'demo'
          ? [{ key: 'demo', words: t('app.demo_people'), run: () => go(links.demo()) }]
          : []),
        { key: 'leave', words: t('common.action.sign_out'), run: () => void leave() },
      ]}
    >
      <IconUser size={20} aria-hidden />
      <span>{either(me.name.ja, me.name.en)}</span>
    </RailMenu>
  )
}
