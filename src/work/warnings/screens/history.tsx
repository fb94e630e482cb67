import { Moment, Section, TlpBadge, useText } from '#base/ui/index.ts'
import type { OpenPart } from './marks.tsx'

/** Versions that were replaced, newest first, and in the author's words what changed after each. */
export function History({ parts }: { parts: readonly OpenPart[] }) {
  const t = useText()
  const older = parts
    .filter((part) => parts.some((other) => other.id === part.id && other.version > part.version))
    .sort((a, b) => b.version - a.version)
  if (older.length === 0) return null
  return (
    <Section title={t('warnings.read.history')}>
      <ul className="versions">
        {older.map((part) => (
          <li key={`${part.id}${part.version}`}>
            <Version
              part={part}
              next={parts.find((p) => p.id === part.id && p.version === part.version + 1)}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Version({ part, next }: { part: OpenPart; next: OpenPart | undefined }) {
  const t = useText()
  return (
    <details>
      <summary>
        {t(`warnings.kind.${part.kind}`)} {t('warnings.read.version', { version: part.version })}{' '}
        <TlpBadge tlp={part.envelope.tlp} /> {part.releasedAt && <Moment at={part.releasedAt} />}
      </summary>
      <p>
        {t('warnings.read.changed')}
        <span lang={part.language}>{next?.content.changeNote || t('warnings.read.no_change_note')}</span>
      </p>
      <div className="part-text part-old" lang={part.language}>
        <h3>{part.content.headline}</h3>
        {part.content.text}
      </div>
    </details>
  )
}
