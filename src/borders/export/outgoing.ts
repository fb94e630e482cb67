import { type TextKey, type Translate, translator } from '#base/i18n/index.ts'
import type { Outgoing, OutgoingPart } from '#core/capture/index.ts'
import { type Tlp, tlpLabel } from '#core/envelope/index.ts'
import type { Details } from '#core/observables/index.ts'
import type { ExportedWarning } from '#work/warnings/index.ts'

type Exported = ExportedWarning['parts'][number]

/**
 * A warning that was let out for one reader, as every format writes it: in its own language (R31), each part with its
 * label and handling sentence (R13), and with where it came from (R27). Made of disclosed values and of nothing else.
 */
export function outgoingOf(warning: ExportedWarning): Outgoing {
  const { parts } = warning
  const language = parts[0]?.language ?? 'ja'
  const t = translator(language)
  const title = parts[0]?.content.headline ?? ''
  const changed = parts.map(({ releasedAt }) => releasedAt?.getTime() ?? 0)
  const until = parts.flatMap(({ envelope }) => envelope.validUntil ?? []).sort()
  const details = parts.flatMap(({ content }) => content.details ?? [])
  return {
    number: warning.number,
    version: warning.version,
    address: `${warning.origin}/warnings/${warning.number}`,
    title,
    language,
    publisher: { name: warning.publisher.name[language], address: warning.publisher.address },
    releasedAt: warning.releasedAt.toISOString(),
    changedAt: new Date(Math.max(...changed)).toISOString(),
    validUntil: until[0] ?? null,
    exercise: warning.exercise,
    parts: parts.flatMap((part) => partOf(part, title, warning.community[part.language], t)),
    indicators: warning.indicators.map(({ part: _part, firstSeen, lastSeen, ...one }) => ({
      ...one,
      firstSeen: firstSeen?.toISOString() ?? null,
      lastSeen: lastSeen?.toISOString() ?? null,
    })),
    techniques: distinct(details.flatMap(({ techniques }) => techniques)),
    vulnerabilities: distinct(details.flatMap(({ vulnerabilities }) => vulnerabilities)),
    products: distinct(details.flatMap(({ products }) => products)),
    references: distinct(details.flatMap(({ references }) => references)),
  }
}

function partOf({ kind, content, envelope }: Exported, title: string, community: string, t: Translate) {
  if (kind === 'attachment') return []
  const part: OutgoingPart = {
    kind,
    heading: t(`warnings.kind.${kind}`),
    text: textOf(content, envelope, title, t),
    tlp: envelope.tlp,
    pap: envelope.pap,
    handling: handling(envelope.tlp, community, t),
  }
  return [part]
}

/** Headline where it says more than the title, text, what to do, the circumstances, where it came from. */
function textOf(
  { headline, text, doNow, changeNote, details }: Exported['content'],
  { outside, passOn }: Exported['envelope'],
  title: string,
  t: Translate,
): string {
  const said = (label: TextKey, value: string) => (value === '' ? [] : [`**${t(label)}** ${value}`])
  const circumstances = Object.entries(details?.circumstances ?? {}).flatMap(([name, values]) =>
    values.length === 0
      ? []
      : said(`warnings.exported.circumstances.${name as Circumstance}`, values.join(' / ')),
  )
  return [
    ...(headline === title || headline === '' ? [] : [`**${headline}**`]),
    text,
    ...said('warnings.exported.do_now', doNow),
    ...said('warnings.exported.changed', changeNote),
    ...circumstances,
    ...said('warnings.exported.pass_on', passOn),
    ...(outside ? said('warnings.exported.source', sourceWords(outside)) : []),
  ]
    .filter((one) => one !== '')
    .join('\n\n')
}

type Circumstance = keyof Details['circumstances']

const sourceWords = ({ source, reference, label }: NonNullable<Exported['envelope']['outside']>): string =>
  [source, reference, label && tlpLabel(label)].filter(Boolean).join(', ')

const handling = (tlp: Tlp, community: string, t: Translate): string =>
  tlp === 'GREEN'
    ? t('handling.GREEN', { community })
    : t(`handling.${tlp === 'AMBER+STRICT' ? 'AMBER_STRICT' : tlp}`)

/** Each value once, as it was said first. */
const distinct = <T>(values: readonly T[]): T[] =>
  [...new Map([...values].reverse().map((value) => [JSON.stringify(value), value])).values()].reverse()
