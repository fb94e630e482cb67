import { lazy, Suspense, useId } from 'react'
import { Facts, Loading, Moment, Note, TlpBadge, useHandlingRule, useText } from '#base/ui/index.ts'
import { Addressed } from './addressed.tsx'
import { DetailsRead } from './details-read.tsx'
import type { Fact } from './facts.tsx'
import type { OpenPart } from './marks.tsx'

/** Carries the reading of values along: fetched where a part has any. */
const IndicatorsRead = lazy(async () => ({
  default: (await import('./indicators-read.tsx')).IndicatorsRead,
}))

/** One part, from where it begins to where it ends, each time with its label, so that nothing is quoted bare. */
export function PartText({
  part,
  name,
  title,
  facts,
  number,
}: {
  /** Of the warning. */
  number: string
  part: OpenPart
  /** What it is called among the parts that one may see. */
  name: string
  title: string
  /** What is true of this part and not of the others. */
  facts: readonly Fact[]
}) {
  const t = useText()
  const id = useId()
  const rule = useHandlingRule()
  const { tlp } = part.envelope
  const { headline, text, changeNote } = part.content
  const struck = part.state === 'withdrawn-wrong'
  return (
    <article className="part" aria-labelledby={id}>
      <header className="part-edge">
        <h2 id={id}>{t('warnings.read.part_begins', { kind: name })}</h2>
        <TlpBadge tlp={tlp} />
        {(part.mine || (part.version > 1 && changeNote !== '')) && (
          <span className="dimmed">
            {t('warnings.read.version', { version: part.version })}
            {part.mine &&
              `・${t(`warnings.states.${isHeld(part) ? 'held' : part.state}` as 'warnings.states.draft')}`}
          </span>
        )}
      </header>
      <p>{rule(tlp)}</p>
      {part.stale && <Note kind="caution">{t('warnings.read.stale')}</Note>}
      <Embargo part={part} />
      {part.version > 1 && changeNote !== '' && (
        <Note>
          {t('warnings.read.changed')}
          <span lang={part.language}>{changeNote}</span>
        </Note>
      )}
      <div className="part-text" lang={part.language}>
        {headline !== '' && headline !== title && <h3>{struck ? <s>{headline}</s> : headline}</h3>}
        {struck ? <s>{text}</s> : text}
      </div>
      {part.content.details && <DetailsRead of={part.content.details} lang={part.language} />}
      {(part.content.indicators?.count ?? 0) > 0 && (
        <Suspense fallback={<Loading />}>
          <IndicatorsRead number={number} part={part} struck={struck} />
        </Suspense>
      )}
      {part.mine && part.envelope.audience && (
        <Addressed envelope={{ ...part.envelope, audience: part.envelope.audience }} />
      )}
      {facts.length > 0 && <Facts of={facts} />}
      <footer className="part-edge">
        <span>{t('warnings.read.part_ends', { kind: name })}</span>
        <TlpBadge tlp={tlp} />
      </footer>
    </article>
  )
}

/** Released, and still to be taken back unseen. */
const isHeld = ({ state, releasedAt }: OpenPart): boolean =>
  state === 'released' && releasedAt !== null && Date.parse(releasedAt) > Date.now()

/** R12: an embargo limits where it goes, not who reads it. */
function Embargo({ part }: { part: OpenPart }) {
  const t = useText()
  const until = part.passingOn?.find(({ code }) => code === 'embargo')?.until
  if (!until) return null
  return (
    <Note kind="caution">
      <p>{t('warnings.read.embargo')}</p>
      <p>
        {t('warnings.read.embargo_at')}
        <Moment at={until} relative />
      </p>
    </Note>
  )
}
