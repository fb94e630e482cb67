import type { CaptureNoteCode } from '#core/capture/index.ts'
import { useText } from './language.tsx'

interface Said {
  readonly code: CaptureNoteCode
  readonly place: string
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

/** What was noticed while a file was read: what it is, how often, and where in the file. */
export function CaptureNotes({ of }: { of: readonly Said[] }) {
  const t = useText()
  return (
    <ul className="lines capture-notes">
      {of.map(({ code, place, params }) => (
        <li key={`${code} ${place} ${JSON.stringify(params ?? {})}`}>
          {t(`captured.${code}`, inWords(params, t))}
          {typeof params?.count === 'number' && ` ${t('intake.and_more', { count: params.count - 1 })}`}
          {place !== '' && (
            <span className="dimmed">
              {' '}
              {t('intake.places')}
              <code>{place}</code>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A type of indicator by its name on screen; everything else stands as in the file. */
function inWords(params: Said['params'], t: ReturnType<typeof useText>) {
  const { type, ...rest } = params ?? {}
  if (typeof type !== 'string') return rest
  const word = t(`indicators.types.${type}` as 'indicators.types.url')
  return { ...rest, type: word.startsWith('indicators.types.') ? type : word }
}
