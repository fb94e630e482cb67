import { type Door, fields, z } from '#base/http/index.ts'
import { instantWords } from '#base/i18n/index.ts'
import type { Mailbox } from '#base/outbound/index.ts'
import { type Html, html, page } from '#base/page/index.ts'
import { notFound } from '#core/errors/index.ts'

/** The mailbox and how its times are told. */
export interface MailboxDeps {
  readonly mailbox: Pick<Mailbox, 'list' | 'find'>
  /** IANA name. */
  readonly zone: () => string
}

/**
 * `/dev/mail`: what this installation has mailed, for demo and development, where a built-in mailbox takes all mail.
 * Hung only there: these pages hold one-time links.
 */
export const mailboxDoors = ({ mailbox, zone }: MailboxDeps): Door[] => [
  page({ path: '/dev/mail', operationId: 'pageMailbox' }, ({ t, language }) => {
    const mails = mailbox.list()
    return {
      title: t('mailbox.title'),
      body: html`<p>${t('mailbox.lead')}</p>
<p class="no-print"><a class="button" href="/dev/mail">${t('mailbox.reload')}</a></p>
${
  mails.length === 0
    ? html`<p class="notice">${t('mailbox.empty')}</p>`
    : html`<table class="cards">
<thead><tr><th scope="col">${t('mailbox.at')}</th><th scope="col">${t('mailbox.to')}</th><th scope="col">${t('mailbox.subject')}</th></tr></thead>
<tbody>${mails.map(
        (mail) => html`<tr>
<td data-label="${t('mailbox.at')}">${instantWords(mail.at, language, zone())}</td>
<td data-label="${t('mailbox.to')}">${mail.to.join(', ')}</td>
<td data-label="${t('mailbox.subject')}"><a href="/dev/mail/${mail.id}">${mail.subject || t('mailbox.no_subject')}</a></td></tr>`,
      )}</tbody></table>`
}`,
    }
  }),

  page(
    { path: '/dev/mail/{id}', operationId: 'pageMail', params: z.strictObject({ id: fields.id() }) },
    ({ t, language, params, deps }) => {
      const mail = mailbox.find(params.id)
      if (mail === undefined) throw notFound()
      return {
        title: mail.subject || t('mailbox.no_subject'),
        body: html`<p class="no-print"><a href="/dev/mail">${t('mailbox.back')}</a></p>
<table>
<tr><th scope="row">${t('mailbox.at')}</th><td>${instantWords(mail.at, language, zone())}</td></tr>
<tr><th scope="row">${t('mailbox.from')}</th><td>${mail.from}</td></tr>
<tr><th scope="row">${t('mailbox.to')}</th><td>${mail.to.join(', ')}</td></tr>
</table>
<div class="mail">${paragraphs(mail.text, deps.origin())}</div>
<details><summary>${t('mailbox.headers')}</summary>
${mail.headers.map(({ name, value }) => html`<p class="mono">${name}: ${value}</p>`)}</details>
<details><summary>${t('mailbox.html')}</summary><p class="mono">${mail.html}</p></details>`,
      }
    },
  ),
]

/** The text as its reader's program shows it: line by line, our own addresses as links. */
function paragraphs(text: string, origin: string): Html[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map(
      (block) =>
        html`<p>${block.split('\n').map((line, index) => html`${index === 0 ? '' : html`<br>`}${linked(line, origin)}`)}</p>`,
    )
}

function linked(line: string, origin: string): Html[] {
  return line
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:。、])/)
    .map((piece) =>
      piece.startsWith(`${origin}/`) && piece.length > origin.length + 1
        ? html`<a href="${piece}">${piece}</a>`
        : html`${piece}`,
    )
}
