import { instantWords, type Language, type Translate, translator } from '#base/i18n/index.ts'
import { type Tlp, tlpLabel, type Urgency } from '#core/envelope/index.ts'
import { defang, type ObservableType } from '#core/observables/index.ts'
import type { Onward } from '#core/policy/index.ts'
import type { OpenPart } from '#people/access/index.ts'
import type { Answer } from './warning.ts'

/** Indicators that a text still holds; whoever needs all of them exports the list. */
const MOST_INDICATORS = 100

/** What a text for others is made of. Only parts that may go to them are in it. */
export type OnwardSource = {
  readonly number: string
  readonly exercise: boolean
  readonly urgency: Urgency
  readonly parts: readonly OpenPart[]
  readonly indicators: ReadonlyArray<{ readonly type: ObservableType; readonly value: string }>
  readonly answer: Answer | null
  readonly association: { readonly ja: string; readonly en: string }
  readonly community: { readonly ja: string; readonly en: string }
  readonly zone: string
}

/**
 * The text that a reader hands on: marking first and last (R13), then what it is and what to do. The subject tells
 * nothing of the content: it travels in clear. An exercise says so first (R28).
 */
export function writeOnward(
  source: OnwardSource,
  to: Onward,
  language: Language,
): { subject: string; text: string } {
  const t = translator(language)
  const struck = source.parts.some(({ state }) => state === 'withdrawn-wrong')
  const changed = source.parts.some(({ version }) => version > 1)
  const what = t(`onward.mail.${struck ? 'withdrawn' : changed ? 'changed' : 'warning'}`)
  const exercise = source.exercise ? '【訓練】EXERCISE ' : ''
  const marking = markingLines(source, to, language, t)
  const blocks = [
    source.exercise ? t('onward.mail.exercise') : '',
    marking,
    t(`onward.mail.hello.${to}`),
    struck
      ? t('onward.mail.withdrawn_what')
      : t(`onward.mail.intro.${to}`, { association: source.association[language] }),
    ...source.parts.map((part) => partText(part, to, t, struck)),
    ...(struck ? [] : beside(source, to, language, t)),
    t('onward.mail.number', { number: source.number }),
    marking,
  ]
  return {
    subject: exercise + t('onward.mail.subject', { number: source.number, what }),
    text: `${blocks.filter(Boolean).join('\n\n')}\n`,
  }
}

function markingLines(
  { parts, community }: OnwardSource,
  to: Onward,
  language: Language,
  t: Translate,
): string {
  const labels = [...new Set(parts.map(({ envelope }) => envelope.tlp))]
  const beyond = to === 'group' || to === 'clients'
  const rule = (tlp: Tlp): string => {
    if (beyond && tlp === 'AMBER') return t('onward.mail.beyond')
    if (beyond && tlp === 'GREEN') return t('onward.mail.beyond_green')
    if (tlp === 'GREEN') return t('handling.GREEN', { community: community[language] })
    return t(`handling.${tlp === 'AMBER+STRICT' ? 'AMBER_STRICT' : tlp}`)
  }
  return [
    ...labels.map((tlp) => t('onward.mail.marking', { tlp: tlpLabel(tlp), rule: rule(tlp) })),
    ...parts.flatMap(({ envelope: { passOn } }) =>
      passOn ? [t('onward.mail.pass_on', { words: passOn })] : [],
    ),
  ].join('\n')
}

/** Management and clients get what it is and what to do; the technical text is for who works with it. */
function partText(
  { kind, content, stale, version }: OpenPart,
  to: Onward,
  t: Translate,
  struck: boolean,
): string {
  const technical = to === 'it' || to === 'group'
  const full = kind !== 'technical' || technical
  const products = content.details?.products.map((one) =>
    [one.vendor, one.name, one.versions].filter(Boolean).join(' '),
  )
  const list = (key: 'vulnerabilities' | 'products', entries: readonly string[] = []) =>
    entries.length > 0 ? t(`onward.mail.${key}`, { list: entries.join(', ') }) : ''
  const text = full ? content.text : ''
  const title = kind === 'victim' ? t('onward.mail.victim') : t('onward.mail.what')
  const lines = struck
    ? [title, content.headline]
    : [
        stale ? t('onward.mail.stale') : '',
        title,
        content.headline,
        text && `${kind === 'technical' ? `${t('onward.mail.technical')}\n` : ''}${text}`,
        content.doNow && `${t('onward.mail.do_now')}\n${content.doNow}`,
        technical
          ? list(
              'vulnerabilities',
              content.details?.vulnerabilities.map(({ id }) => id),
            )
          : '',
        list('products', products),
        version > 1 && content.changeNote ? t('onward.mail.change', { change: content.changeNote }) : '',
      ]
  return lines.filter(Boolean).join('\n')
}

function beside(source: OnwardSource, to: Onward, language: Language, t: Translate): string[] {
  const due = source.parts.flatMap(({ envelope }) => envelope.respondBy ?? []).sort()[0]
  const values = source.indicators.slice(0, MOST_INDICATORS)
  const more = source.indicators.length - values.length
  const technical = to === 'it' || to === 'group'
  return [
    technical && values.length > 0
      ? [
          t('onward.mail.indicators'),
          ...values.map(({ type, value }) => `${type}  ${defang(type, value)}`),
          ...(more > 0 ? [t('onward.mail.more_indicators', { count: more })] : []),
        ].join('\n')
      : '',
    to === 'clients' ? '' : t('onward.mail.urgency', { urgency: t(`warnings.urgency.${source.urgency}`) }),
    due && to !== 'clients'
      ? t('onward.mail.due', { when: instantWords(new Date(due), language, source.zone) })
      : '',
    source.answer && (to === 'management' || to === 'it')
      ? t('onward.mail.ours', { answer: t(`warnings.answers.${source.answer}`) })
      : '',
  ]
}
