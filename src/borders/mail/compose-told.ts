import { instantWords, type Language, type Translate, translator } from '#base/i18n/index.ts'
import { fingerprintWords } from '#base/pgp/index.ts'
import { type Tlp, tlpLabel } from '#core/envelope/index.ts'
import type { Told } from '#work/deliveries/index.ts'
import { asHtml, asText, type Block } from './block.ts'
import { type Composed, EXERCISE, facts, foot, type House, link, ours, paragraph } from './compose.ts'

/** Whom a mail about an item is for, and what it says of the house besides. */
export interface Reader {
  readonly language: Language
  readonly word: string | null
}
export interface Marking {
  /** What TLP:GREEN's community is called here. */
  readonly community: Readonly<Record<Language, string>>
  /** Of the key that signs, where the mail is encrypted. */
  readonly fingerprint: string | null
}

/**
 * A mail about an item, of the size that its channel may carry. The subject says the number and nothing of the content:
 * it stands outside an encryption too. `inner` is the subject inside one.
 */
export function composeTold(
  told: Told,
  reader: Reader,
  house: House,
  marking: Marking,
): Composed & { inner: string } {
  const t = translator(reader.language)
  const short = house.short[reader.language]
  const about = `${told.number} ${t(`mail.told.${sortOf(told)}`)}`
  const marked = (text: string) => (told.exercise ? `${EXERCISE} ${text}` : text)
  const subject = marked(t('mail.subject', { house: short, about }))
  const [first] = told.parts
  const inner = first
    ? marked(
        t('mail.subject', {
          house: short,
          about: `${strictest(told)} ${told.number} ${first.content.headline}`,
        }),
      )
    : subject
  const blocks = [
    ...(told.exercise ? [{ kind: 'banner' as const, text: `${EXERCISE} ${t('mail.notice.exercise')}` }] : []),
    ...body(told, reader, house, t),
    ...told.parts.flatMap((part) => partBlocks(part, reader.language, house, marking, t)),
    ...(marking.fingerprint === null
      ? []
      : [
          paragraph(
            t('mail.told.sealed', {
              fingerprint: fingerprintWords(marking.fingerprint),
              url: `${house.url}/api/association/keys`,
            }),
          ),
        ]),
    foot({ language: reader.language, word: reader.word ?? undefined }, house, t),
  ]
  return {
    fromName: t('mail.from', { house: short }),
    subject,
    inner,
    text: asText(blocks),
    html: asHtml(blocks, { language: reader.language, title: subject }),
  }
}

function sortOf({ news, answerBy }: Told) {
  if (news === 'withdrawn-wrong' || news === 'withdrawn-shared') return 'withdrawn'
  if (news === 'reminder') return 'reminder'
  if (answerBy !== null) return 'answer'
  return news === 'new' ? 'news' : 'update'
}

const LABELS: readonly Tlp[] = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']
const strictest = ({ parts }: Told): string =>
  tlpLabel(LABELS.find((label) => parts.some(({ envelope }) => envelope.tlp === label)) ?? 'RED')

/** What every size says: number, urgency, answer-by, link, the reader's own word. */
function body(told: Told, { language, word }: Reader, house: House, t: Translate): Block[] {
  const rows: [string, string][] = [[t('mail.notice.number'), told.number]]
  for (const title of told.titles) rows.push([t('mail.told.title'), title])
  if (told.urgency !== null) rows.push([t('mail.notice.urgency'), t(`mail.notice.urgencies.${told.urgency}`)])
  if (told.answerBy !== null)
    rows.push([t('mail.notice.answer_by'), instantWords(new Date(told.answerBy), language, house.zone)])
  if (word !== null) rows.push([t('mail.notice.word'), word])
  const isNews = told.news === 'new' || told.news === 'changed' || told.news === 'reminder'
  return [
    paragraph(t(`mail.told.why.${told.news}`)),
    facts(...rows),
    ...(isNews && told.parts.length === 0 ? [paragraph(t('mail.told.read'))] : []),
    ...(told.news === 'withdrawn-wrong' ? [paragraph(t('mail.told.confirm'))] : []),
    ...(told.news === 'withdrawn-shared' ? [paragraph(t('mail.told.confirm_deleted'))] : []),
    link(
      t('mail.notice.open'),
      ours(`${house.url}${told.news === 'withdrawn-shared' ? '/home' : `/warnings/${told.number}`}`, house),
    ),
  ]
}

/** One part of a full mail: marking and handling sentence first (R13), then what it says. */
function partBlocks(
  { envelope, content, kind }: Told['parts'][number],
  language: Language,
  house: House,
  { community }: Marking,
  t: Translate,
): Block[] {
  const { tlp } = envelope
  const handling =
    tlp === 'GREEN'
      ? t('handling.GREEN', { community: community[language] })
      : t(`handling.${tlp === 'AMBER+STRICT' ? 'AMBER_STRICT' : tlp}`)
  const rows: [string, string][] = []
  if (content.details) {
    const { techniques, vulnerabilities, products } = content.details
    const list = (label: string, entries: readonly string[]) => {
      if (entries.length > 0) rows.push([label, entries.join(', ')])
    }
    list(
      t('mail.told.techniques'),
      techniques.map(({ id, name }) => `${id} ${name}`.trim()),
    )
    list(
      t('mail.told.vulnerabilities'),
      vulnerabilities.map(({ id }) => id),
    )
    list(
      t('mail.told.products'),
      products.map(({ vendor, name, versions }) => `${vendor} ${name} ${versions}`.trim()),
    )
  }
  if (content.indicators)
    rows.push([
      t('mail.told.indicators'),
      t('mail.told.indicators_count', { count: content.indicators.count }),
    ])
  if (envelope.validUntil !== null)
    rows.push([t('mail.told.valid_until'), instantWords(new Date(envelope.validUntil), language, house.zone)])
  const said = (label: string, text: string): Block[] =>
    text === '' ? [] : [{ kind: 'text', text: `${label}\n${text}` }]
  return [
    { kind: 'heading', text: `${tlpLabel(tlp)} ${t(`warnings.kind.${kind}`)}` },
    paragraph(handling),
    { kind: 'text', text: content.headline },
    ...said(t('mail.told.do_now'), content.doNow),
    ...said(t('mail.told.change'), content.changeNote),
    ...(content.text === '' ? [] : [{ kind: 'text' as const, text: content.text }]),
    ...(rows.length === 0 ? [] : [facts(...rows)]),
  ]
}
