import { instantWords } from '#base/i18n/index.ts'
import {
  type AudienceLine,
  AudienceList,
  Facts,
  GroupChip,
  Section,
  TeamChip,
  TlpBadge,
  useEither,
  useLanguage,
  useText,
  useZone,
  WithheldChip,
} from '#base/ui/index.ts'
import type { ReasonCode } from '#core/policy/index.ts'
import type { Fact } from './facts.tsx'
import type { OpenPart, OpenWarning } from './marks.tsx'
import { SourceLook } from './oversight.tsx'
import { partNames } from './part-names.ts'

const vias = [
  'members',
  'group',
  'guests',
  'sector',
  'district',
  'kind',
  'team',
  'concerned',
  'prospect',
  'appointment',
  'public',
] as const

const nameless = new Set<string>(['members', 'appointment', 'public'])

/** The foot of a warning: why one sees it, and from whom it is. The source's preview is made of the same lists. */
export function WhyRead({
  warning,
  parts,
  facts,
}: {
  warning: OpenWarning
  parts: readonly OpenPart[]
  facts: readonly Fact[]
}) {
  const t = useText()
  const names = partNames(
    parts.map(({ kind }) => kind),
    t,
  )
  return (
    <>
      {parts.length > 0 && (
        <Section title={t('warnings.read.why')}>
          {parts.map((part, index) => (
            <WhyPart key={part.id} part={part} name={names[index] ?? ''} />
          ))}
        </Section>
      )}
      <Section title={t('warnings.read.facts')}>
        <Facts of={[[t('warnings.read.from'), <From key="from" warning={warning} />], ...facts]} />
      </Section>
    </>
  )
}

function From({ warning: { attribution, originator, mine, number } }: { warning: OpenWarning }) {
  const t = useText()
  const either = useEither()
  if (attribution === 'withheld')
    return (
      <>
        <WithheldChip /> <span>{t('warnings.read.from_withheld')}</span>
        {!mine && <SourceLook number={number} />}
      </>
    )
  return (
    <>
      {originator?.kind === 'body' && (
        <GroupChip id={originator.id} name={either(originator.name.ja, originator.name.en)} />
      )}
      {originator?.kind === 'team' && (
        <TeamChip
          id={originator.id}
          short={originator.name.short}
          name={either(originator.name.ja, originator.name.en)}
        />
      )}{' '}
      {attribution === 'off' && <span>{t('warnings.read.from_off')}</span>}
    </>
  )
}

function WhyPart({ part, name }: { part: OpenPart; name: string }) {
  const t = useText()
  const either = useEither()
  const { language } = useLanguage()
  const zone = useZone()
  const lines = part.because.flatMap((reason, index): AudienceLine[] => {
    if (reason.code !== 'audience') return []
    const via = vias.find((one) => one === reason.principal)
    const label = reason.label ? either(reason.label.ja, reason.label.en) : ''
    return [
      {
        key: `${reason.principal}${index}`,
        via:
          via && (label || nameless.has(via))
            ? t(`warnings.read.via.${via}`, { label })
            : t('warnings.read.via.other'),
      },
    ]
  })
  const notes = part.because
    .filter(({ code }) => code !== 'audience')
    .map(({ code, tlp, until }) =>
      t(`reasons.${code as ReasonCode}`, {
        tlp: tlp ?? '',
        until: until ? instantWords(new Date(until), language, zone) : '',
      }),
    )
  return (
    <AudienceList
      title={
        <>
          {name} <TlpBadge tlp={part.envelope.tlp} />
        </>
      }
      lines={lines}
      notes={notes}
      empty=""
    />
  )
}
