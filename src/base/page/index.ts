/**
 * Promise: pages made on the server work without a script, in both languages, in light and dark, at 360 px and on
 * A4, and nothing that is put into them is markup unless `html` made it.
 */
export { html } from 'hono/html'
export type { Html, PageContent, PageFrame } from './layout.ts'
export type { AskedPage, PageRoute } from './page.ts'
export { page } from './page.ts'
export { problemPage } from './problem-page.ts'
export { tlpBadge } from './tlp-badge.ts'
