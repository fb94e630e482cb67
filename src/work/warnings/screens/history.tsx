import { Moment, Section, TlpBadge, useText } from '#base/ui/index.ts'
import type { OpenPart } from './marks.tsx'
import { newestParts } from './newest.ts'
import { partNames } from './part-names.ts'

/** Versions that were replaced, newest first, and in the author's words what changed after each. */
export function History({ parts }: { parts: readonly OpenPart[] }) {
  const t = useText()
  const newest = newestParts(parts)
  const names = partNames(
    newest.map(({ kind }) => kind),
    t,
  )
  const nameOf = (part: OpenPart): string =>
    names[newest.findIndex(({ id }) => id === part.id)] ?? t(`warnings.kind.${part.kind}`)
  const older = parts.filter((part) => !newest.includes(part)).sort((a, b) => b.version - a.version)
  if (older.length === 0) return null
  return (
    <Section title={t('warnings.read.history')}>
      <ul className="versions">
        {older.map((part) => (
          <li key={`${part.id}${part.version}`}>
            <Version
              part={part}
              name={nameOf(part)}
              next={parts
                .filter((other) => other.id === part.id && other.version > part.version)
                .sort((a, b) => a.version - b.version)
                .find(({ state }) => state !== 'overtaken')}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Version({ part, name, next }: { part: OpenPart; name: string; next: OpenPart | undefined }) {
  const t = useText()
  return (
    <details>
      <summary>
        {name} {t('warnings.read.version', { version: part.version })} <TlpBadge tlp={part.envelope.tlp} />{' '}
        {part.releasedAt ? <Moment at={part.releasedAt} /> : t('warnings.states.overtaken')}
      </summary>
      {next && part.releasedAt && (
        <p>
          {t('warnings.read.changed')}
          {next.content.changeNote ? (
            <span lang={next.language}>{next.content.changeNote}</span>
          ) : (
            t('warnings.read.no_change_note')
          )}
        </p>
      )}
      <div className="part-text part-old" lang={part.language}>
        <h3>{part.content.headline}</h3>
        {part.content.text}
      </div>
    </details>
  )
}
