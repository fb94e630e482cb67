import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { isLanguage, type Language, loadSpeaker, type Translate } from '#base/i18n/index.ts'

interface Spoken {
  readonly language: Language
  readonly speak: (language: Language) => void
}

/** A language and whoever says its texts. */
export interface Voice {
  readonly language: Language
  readonly t: Translate
}

const Speaking = createContext<(Spoken & Voice) | null>(null)

/** Says everything below in one language, which `useLanguage().speak` changes at once, without a reload. */
export function Speech({ begin, children }: { begin: Voice; children: ReactNode }) {
  const [voice, setVoice] = useState(begin)
  useEffect(() => {
    document.documentElement.lang = voice.language
  }, [voice])
  const speak = useCallback((language: Language) => {
    void loadSpeaker(language).then((t) => setVoice({ language, t }))
  }, [])
  const spoken = useMemo(() => ({ ...voice, speak }), [voice, speak])
  return <Speaking value={spoken}>{children}</Speaking>
}

function useSpeaking(): Spoken & Voice {
  const spoken = use(Speaking)
  if (!spoken) throw new Error('nobody speaks outside Speech')
  return spoken
}

/** The language of this screen and the way to change it. */
export const useLanguage = (): Spoken => useSpeaking()

/** Fetches a screen together with all texts; without it a screen has the first ones alone (base/i18n/spoken.ts). */
export async function withTexts<T>(screen: () => Promise<T>): Promise<T> {
  const { lang } = document.documentElement
  const [found] = await Promise.all([screen(), isLanguage(lang) && loadSpeaker(lang)])
  return found
}

/** The texts: `const t = useText(); t('common.action.save')`. */
export const useText = (): Translate => useSpeaking().t

/** Picks the text of this screen's language from a value that has both; the other where one is empty. */
export function useEither() {
  const { language } = useLanguage()
  return useCallback(
    (ja: string, en: string): string => (language === 'ja' ? ja || en : en || ja),
    [language],
  )
}
