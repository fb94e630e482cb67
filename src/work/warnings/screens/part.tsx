import { useId } from 'react'
import { Facts, HandlingRule, Moment, Note, TlpBadge, useText } from '#base/ui/index.ts'
import { papLabel } from '#core/envelope/index.ts'
import type { OpenPart } from './marks.tsx'

/** One part, from where it begins to where it ends, each time with its label, so that nothing is quoted bare. */
export function PartText({ part, title }: { part: OpenPart; title: string }) {
  const t = useText()
  const id = useId()
  const kind = t(`warnings.kind.${part.kind}`)
  const { tlp } = part.envelope
  const { headline, text, changeNote } = part.content
  const struck = part.state === 'withdrawn-wrong'
  return (
    <article className="part" aria-labelledby={id}>
      <header className="part-edge">
        <h2 id={id}>{t('warnings.read.part_begins', { kind })}</h2>
        <TlpBadge tlp={tlp} />
        {(part.version > 1 || part.mine) && (
          <span className="dimmed">
            {t('warnings.read.version', { version: part.version })}
            {part.mine && `・${t(`warnings.states.${part.state}` as 'warnings.states.draft')}`}
          </span>
        )}
      </header>
      <HandlingRule tlp={tlp} />
      {part.stale && <Note kind="caution">{t('warnings.read.stale')}</Note>}
      <Embargo part={part} />
      {part.version > 1 && changeNote !== '' && (
        <Note>
          {t('warnings.read.changed')}
          <span lang={part.language}>{changeNote}</span>
        </Note>
      )}
      <div className="part-text" lang={part.language}>
        {headline !== '' && headline !== title && <h3>{headline}</h3>}
        {struck ? <s>{text}</s> : text}
      </div>
      <PartFacts part={part} />
      <footer className="part-edge">
        <span>{t('warnings.read.part_ends', { kind })}</span>
        <TlpBadge tlp={tlp} />
      </footer>
    </article>
  )
}

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

function PartFacts({ part }: { part: OpenPart }) {
  const t = useText()
  const { observedAt, validUntil, readableUntil, passOn, pap, purpose, basis, employeesOnly } = part.envelope
  const moment = (name: string, at: string | null) =>
    at ? [[name, <Moment key={name} at={at} />] as const] : []
  const words = (name: string, said: string) =>
    said
      ? [
          [
            name,
            <span key={name} lang={part.language}>
              {said}
            </span>,
          ] as const,
        ]
      : []
  const facts = [
    ...words(t('warnings.read.pass_on'), passOn),
    ...(employeesOnly ? [[t('composer.employees_only'), t('warnings.read.employees_only')] as const] : []),
    ...(pap
      ? [[t('warnings.read.pap'), `${papLabel(pap)}：${t(`composer.pap_words.${pap}`)}`] as const]
      : []),
    ...words(t('warnings.read.purpose'), purpose),
    ...words(t('warnings.read.basis'), basis),
    ...moment(t('warnings.read.observed'), observedAt),
    ...moment(t('warnings.read.released'), part.releasedAt),
    ...moment(t('warnings.read.valid_until'), validUntil),
    ...moment(t('warnings.read.readable_until'), readableUntil),
    [t('composer.language'), t(`warnings.read.written_in_${part.language}`)] as const,
  ]
  return <Facts of={facts} />
}
