import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { type Language, type Translate, translator } from '#base/i18n/index.ts'

interface Spoken {
  readonly language: Language
  readonly speak: (language: Language) => void
}

const Speaking = createContext<Spoken | null>(null)

/** Says everything below in one language, which `useLanguage().speak` changes at once, without a reload. */
export function Speech({ begin, children }: { begin: Language; children: ReactNode }) {
  const [language, speak] = useState(begin)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const spoken = useMemo(() => ({ language, speak }), [language])
  return <Speaking value={spoken}>{children}</Speaking>
}

/** The language of this screen and the way to change it. */
export function useLanguage(): Spoken {
  const spoken = use(Speaking)
  if (!spoken) throw new Error('useLanguage outside Speech')
  return spoken
}

/** The texts: `const t = useText(); t('common.action.save')`. */
export const useText = (): Translate => translator(useLanguage().language)

/** Picks the text of this screen's language from a value that has both; the other where one is empty. */
export function useEither() {
  const { language } = useLanguage()
  return useCallback(
    (ja: string, en: string): string => (language === 'ja' ? ja || en : en || ja),
    [language],
  )
}
