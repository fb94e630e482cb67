import { instantWords, relativeWords } from '#base/i18n/index.ts'
import { useLanguage } from './language.tsx'
import { useZone } from './session.tsx'

/**
 * A moment, always absolute and with its zone; `relative` adds the distance: `2026-11-24 (火) 17:00 JST（3 時間後）`.
 * `at` is RFC 3339 as the API sends it.
 */
export function Moment({ at, relative = false }: { at: string; relative?: boolean }) {
  const { language } = useLanguage()
  const zone = useZone()
  const moment = new Date(at)
  return (
    <time dateTime={at} className="tabular">
      {relative ? relativeWords(moment, new Date(), language, zone) : instantWords(moment, language, zone)}
    </time>
  )
}
