import { instantWords, type Language, type Translate, translator } from '#base/i18n/index.ts'
import type { Letter } from '#base/outbound/index.ts'
import { asHtml, asText, type Block } from './block.ts'

/** What a letter needs to know of the association. */
export interface House {
  readonly name: Readonly<Record<Language, string>>
  readonly short: Readonly<Record<Language, string>>
  /** Origin without a slash at the end: every link in a mail begins with it. */
  readonly url: string
  /** IANA name. */
  readonly zone: string
}

/** A letter in words. */
export interface Composed {
  readonly fromName: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Stands first in everything that belongs to an exercise (R28). */
export const EXERCISE = '【訓練】EXERCISE'

/**
 * Puts the words to a letter, in its reader's language. Links identify and open nothing by themselves (R23); a
 * one-time token is in the fragment, which no server on the way gets to see.
 *
 * @throws TypeError for a link that leads elsewhere, or a one-time link that shows its token to servers
 */
export function compose(letter: Letter, house: House): Composed {
  const t = translator(letter.language)
  const { subject, blocks } = wording(letter, house, t)
  const whole = [...blocks, foot(letter, house, t)]
  return {
    fromName: t('mail.from', { house: house.short[letter.language] }),
    subject,
    text: asText(whole),
    html: asHtml(whole, { language: letter.language, title: subject }),
  }
}

function wording(letter: Letter, house: House, t: Translate): { subject: string; blocks: Block[] } {
  const { language } = letter
  const name = house.name[language]
  const subject = (about: string) => t('mail.subject', { house: house.short[language], about })
  const time = (iso: string) => instantWords(new Date(iso), language, house.zone)
  switch (letter.kind) {
    case 'invitation':
      return {
        subject: subject(t('mail.invitation.about')),
        blocks: [
          paragraph(t('mail.invitation.why', { house: name, body: letter.body })),
          paragraph(t('mail.invitation.how')),
          link(t('mail.invitation.open'), oneTime(letter.link, house)),
          facts([t('mail.invitation.until'), time(letter.until)]),
          paragraph(t('mail.invitation.stranger')),
        ],
      }
    case 'recovery':
      return {
        subject: subject(t('mail.recovery.about')),
        blocks: [
          paragraph(t('mail.recovery.why')),
          paragraph(t('mail.recovery.how')),
          link(t('mail.recovery.open'), oneTime(letter.link, house)),
          facts([t('mail.recovery.until'), time(letter.until)]),
          paragraph(t('mail.recovery.stranger')),
        ],
      }
    case 'factor_changed':
      return {
        subject: subject(t('mail.factor_changed.about')),
        blocks: [
          paragraph(t('mail.factor_changed.why')),
          facts(
            [t('mail.factor_changed.what'), t(`mail.factor_changed.change.${letter.what}`)],
            [t('mail.factor_changed.at'), time(letter.at)],
          ),
          link(t('mail.factor_changed.open'), ours(letter.link, house)),
          paragraph(t('mail.factor_changed.stranger')),
        ],
      }
    case 'new_sign_in':
      return {
        subject: subject(t('mail.new_sign_in.about')),
        blocks: [
          paragraph(t('mail.new_sign_in.why')),
          facts([t('mail.new_sign_in.at'), time(letter.at)], [t('mail.new_sign_in.agent'), letter.agent]),
          link(t('mail.new_sign_in.open'), ours(letter.link, house)),
          paragraph(t('mail.new_sign_in.stranger')),
        ],
      }
    case 'password_known':
      return {
        subject: subject(t('mail.password_known.about')),
        blocks: [
          paragraph(t('mail.password_known.why')),
          paragraph(t('mail.password_known.how')),
          facts([t('mail.password_known.at'), time(letter.at)]),
          link(t('mail.password_known.open'), ours(letter.link, house)),
          paragraph(t('mail.password_known.stranger')),
        ],
      }
    case 'recovery_told':
      return {
        subject: subject(t('mail.recovery_told.about')),
        blocks: [
          paragraph(t('mail.recovery_told.why')),
          facts(
            [t('mail.recovery_told.person'), letter.person],
            [t('mail.recovery_told.at'), time(letter.at)],
          ),
          link(t('mail.recovery_told.open'), ours(letter.link, house)),
          paragraph(t('mail.recovery_told.stranger')),
        ],
      }
    case 'channel_test':
      return {
        subject: subject(
          t(letter.encrypted ? 'mail.channel_test.about_encrypted' : 'mail.channel_test.about'),
        ),
        blocks: [
          paragraph(t(letter.encrypted ? 'mail.channel_test.why_encrypted' : 'mail.channel_test.why')),
          facts([t('mail.channel_test.word'), letter.proof]),
          paragraph(t('mail.channel_test.how')),
          link(t('mail.channel_test.open'), ours(letter.link, house)),
          paragraph(t('mail.channel_test.stranger')),
        ],
      }
    case 'notice':
      return notice(letter, house, t)
    case 'anchor':
      return {
        subject: subject(t('mail.anchor.about')),
        blocks: [
          paragraph(t('mail.anchor.why')),
          paragraph(t('mail.anchor.keep')),
          facts([t('mail.anchor.at'), time(letter.at)], [t('mail.anchor.statement'), letter.statement]),
        ],
      }
  }
}

/** Size *notice* of the channel matrix: number, urgency, answer-by, link, and the reader's own word. */
function notice(
  letter: Letter & { kind: 'notice' },
  house: House,
  t: Translate,
): { subject: string; blocks: Block[] } {
  const wanted = letter.answerBy !== null
  const about = `${letter.number} ${t(wanted ? 'mail.notice.answer' : 'mail.notice.news')}`
  const subject = t('mail.subject', { house: house.short[letter.language], about })
  const rows: [string, string][] = [
    [t('mail.notice.number'), letter.number],
    [t('mail.notice.urgency'), t(`mail.notice.urgencies.${letter.urgency}`)],
  ]
  if (letter.answerBy !== null) {
    rows.push([
      t('mail.notice.answer_by'),
      instantWords(new Date(letter.answerBy), letter.language, house.zone),
    ])
  }
  if (letter.word !== undefined) rows.push([t('mail.notice.word'), letter.word])
  const body: Block[] = [
    paragraph(t(wanted ? 'mail.notice.why_answer' : 'mail.notice.why_news')),
    facts(...rows),
    link(t('mail.notice.open'), ours(letter.link, house)),
  ]
  if (!letter.exercise) return { subject, blocks: body }
  const banner: Block = { kind: 'banner', text: `${EXERCISE} ${t('mail.notice.exercise')}` }
  return { subject: `${EXERCISE} ${subject}`, blocks: [banner, ...body] }
}

/** Who wrote, and how to tell: under every mail. */
export function foot(
  { language, word }: { readonly language: Language; readonly word?: string | undefined },
  { name, url }: House,
  t: Translate,
): Block {
  return {
    kind: 'foot',
    lines: [
      t('mail.foot.sender', { house: name[language], url }),
      t('mail.foot.genuine'),
      ...(word === undefined ? [] : [`・${t('mail.foot.word', { word })}`]),
      `・${t('mail.foot.links', { url: `${url}/` })}`,
      `・${t('mail.foot.never')}`,
      t('mail.foot.doubt'),
    ],
  }
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const facts = (...rows: [string, string][]): Block => ({ kind: 'facts', rows })
export const link = (label: string, href: string): Block => ({ kind: 'link', label, href })

/** The link unchanged. @throws TypeError where it leads elsewhere */
export function ours(href: string, { url }: House): string {
  if (!href.startsWith(`${url}/`) || new URL(href).href !== href) {
    throw new TypeError('a link in a mail leads to the association’s own address')
  }
  return href
}

function oneTime(href: string, house: House): string {
  const { hash, search } = new URL(ours(href, house))
  if (hash.length < 2 || search !== '') throw new TypeError('a one-time token is in the fragment of its link')
  return href
}
