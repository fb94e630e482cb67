import { html, raw } from 'hono/html'
import type { Language, Translate } from '#base/i18n/index.ts'
import { languages, translator } from '#base/i18n/index.ts'
import { pageStyle } from './style.ts'

/** A piece of a page, escaped where it was made. Made by `html`. */
export type Html = ReturnType<typeof html>

/** What a page says, inside the shell that all pages share. */
export interface PageContent {
  readonly title: string
  readonly body: Html
  /** Name of the association, where one is founded. */
  readonly association?: string
  readonly nav?: readonly { href: string; words: string }[]
  /** An exercise stands first in title and page (R28). */
  readonly exercise?: boolean
  /** For search engines and link previews; only of public pages. */
  readonly description?: string
  /** Search engines may keep it. */
  readonly indexed?: boolean
}

/** Where a page is shown. */
export interface PageFrame {
  readonly language: Language
  readonly nonce: string
  /** Path and query of this page, without its language. */
  readonly path: string
}

/**
 * A whole page: language named, one style under the response's nonce, skip link, language switch, A4. It needs no
 * script. Whatever is put in is escaped by `html`.
 */
export function layout(content: PageContent, { language, nonce, path }: PageFrame): Html {
  const t = translator(language)
  const exercise = t('common.exercise')
  const name = content.association ?? t('common.product')
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.exercise ? `${exercise} ` : ''}${content.title}${content.title === name ? '' : ` – ${name}`}</title>
${content.description ? html`<meta name="description" content="${content.description}">` : ''}
${content.indexed ? languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="${inLanguage(path, other)}">`) : html`<meta name="robots" content="noindex">`}
<style nonce="${nonce}">${raw(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#content">${t('common.skip_to_content')}</a>
<header>
<a class="name" href="/">${name}</a>
${content.nav?.length ? html`<nav aria-label="${name}"><ul>${content.nav.map(({ href, words }) => html`<li><a href="${href}">${words}</a></li>`)}</ul></nav>` : ''}
</header>
${content.exercise ? html`<p class="exercise" role="note">${exercise}</p>` : ''}
<main id="content">
<h1>${content.title}</h1>
${content.body}
</main>
<footer>${languageSwitch(language, path, t)}</footer>
<link rel="stylesheet" href="/fonts/fonts.css">
</body>
</html>`
}

const languageSwitch = (language: Language, path: string, t: Translate): Html =>
  html`<nav class="no-print" aria-label="${t('common.language.switch')}">${languages.map((other, index) =>
    other === language
      ? html`${index ? ' · ' : ''}<span aria-current="true">${t(`common.language.${other}`)}</span>`
      : html`${index ? ' · ' : ''}<a href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${t(`common.language.${other}`)}</a>`,
  )}</nav>`

/** The same page in another language. */
function inLanguage(path: string, language: Language): string {
  const [pathname = '/', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  search.set('lang', language)
  return `${pathname}?${search}`
}
