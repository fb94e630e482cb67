import { fields, z } from '#base/http/index.ts'
import type { TextKey } from '#base/i18n/index.ts'
import { html, page } from '#base/page/index.ts'
import type { ErrorCode } from '#core/errors/index.ts'
import { codes, notFound } from '#core/errors/index.ts'
import type { DescribedDoor } from './open-api.ts'

/** A path that may break before its steps, and nowhere else. */
const breakable = (path: string) => path.split(/(?=\/)/).map((step) => html`<wbr>${step}`)

/** The page at `/api`: every door and every refusal, for people. */
export const apiPage = (doors: () => readonly DescribedDoor[]) =>
  page({ path: '/api', operationId: 'pageApi' }, ({ t }) => ({
    title: t('common.api.title'),
    body: html`<p>${t('common.api.lead')}</p>
<p><a href="/api/openapi.json">${t('common.api.document')}</a></p>
<p>${t('common.api.authentication')}</p>
<table class="cards">
<thead><tr><th scope="col">${t('common.api.method')}</th><th scope="col">${t('common.api.path')}</th><th scope="col">${t('common.api.summary')}</th><th scope="col">${t('common.api.who')}</th></tr></thead>
<tbody>${doors().map(
      ({ method, path, summary, operationId, who, fresh }) => html`<tr>
<td><code>${method}</code></td><td><code>${breakable(path)}</code></td>
<td lang="en">${summary || operationId}</td>
<td>${t(`common.api.asker.${who}` as TextKey)}${fresh ? html`<br><span class="soft">${t('common.api.fresh')}</span>` : ''}</td></tr>`,
    )}</tbody></table>
<h2 id="errors">${t('common.api.errors')}</h2>
<p>${t('common.api.errors_lead')}</p>
<table class="cards">
<thead><tr><th scope="col">${t('common.api.code')}</th><th scope="col">${t('common.api.status')}</th><th scope="col">${t('common.api.meaning')}</th></tr></thead>
<tbody>${(Object.keys(codes) as ErrorCode[]).map(
      (code) => html`<tr id="${code}"><td><code>${code}</code></td><td>${codes[code]}</td>
<td>${t(`errors.${code}` as TextKey)}</td></tr>`,
    )}</tbody></table>`,
  }))

/** Where the `type` of a problem document leads: what this refusal means. */
export const errorPage = page(
  { path: '/api/errors/{code}', operationId: 'pageError', params: z.strictObject({ code: fields.word() }) },
  ({ params, t }) => {
    const code = params.code.replaceAll('-', '_')
    if (!Object.hasOwn(codes, code)) throw notFound()
    const known = code as ErrorCode
    return {
      title: t(`errors.titles.${codes[known]}`),
      body: html`<p>${t(`errors.${known}` as TextKey)}</p>
<p><code>${known}</code> · ${codes[known]}</p>
<p><a href="/api#errors">${t('common.api.errors')}</a></p>`,
    }
  },
)
