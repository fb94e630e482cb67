import { html } from 'hono/html'
import type { ProblemPage } from '#base/http/index.ts'
import { translator } from '#base/i18n/index.ts'
import { layout } from './layout.ts'

/** A refusal for people who followed a link: the same words as the problem document, and a way on. */
export const problemPage: ProblemPage = async (problem, frame) => {
  const t = translator(frame.language)
  const body = html`<p>${problem.detail}</p>
${problem.status === 401 ? html`<p><a class="button" href="/sign-in">${t('common.action.sign_in')}</a></p>` : ''}
<p><a href="/">${t('common.go_home')}</a></p>`
  return String(await layout({ title: problem.title, body }, frame))
}
