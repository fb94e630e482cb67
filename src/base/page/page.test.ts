import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '#base/db/index.ts'
import type { Door, HttpDeps } from '#base/http/index.ts'
import { createGround, createRateLimiter, fields, hang, nobody, z } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { html, page, problemPage, tlpBadge } from './index.ts'

function site(doors: readonly Door[]) {
  const deps: HttpDeps = {
    db: undefined as unknown as Database,
    authenticator: { authenticate: async () => nobody, isFresh: async () => false },
    rateLimiter: createRateLimiter(Date.now),
    log: { info() {}, warn() {}, error() {} },
    origin: () => 'http://localhost',
    language: () => 'ja',
    now: () => new Date(),
    proxies: 0,
  }
  const app = createGround(deps, problemPage)
  hang(app, deps, doors)
  return async (path: string, headers: Record<string, string> = { accept: 'text/html' }) => {
    const answer = await app.request(`http://localhost${path}`, { headers })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
}

const hostile = `<script>alert(1)</script>"'&`
const advisory = page(
  {
    path: '/advisories/{slug}',
    operationId: 'pageAdvisory',
    params: z.strictObject({ slug: fields.word() }),
    query: { after: fields.word().optional() },
  },
  ({ params, language }) => {
    if (params.slug === 'hidden') throw notFound()
    return {
      title: hostile,
      description: hostile,
      association: hostile,
      nav: [{ href: `/x?${hostile}`, words: hostile }],
      indexed: true,
      exercise: params.slug === 'drill',
      body: html`<p>${language} ${hostile}</p>${tlpBadge('AMBER+STRICT')}`,
    }
  },
)

test('nothing that is put into a page is markup', async () => {
  const { text } = await site([advisory])(`/advisories/a?after=b`)
  assert.ok(!text.includes('<script'))
  assert.ok(!text.includes(hostile))
  assert.match(text, /&lt;script&gt;/)
})

test('a page names its language, leads to the other and keeps its place there', async () => {
  const get = site([advisory])
  const ja = await get('/advisories/a?after=b')
  assert.match(ja.text, /<html lang="ja">/)
  assert.match(ja.text, /<p>ja /)
  assert.ok(ja.text.includes('href="/advisories/a?after=b&amp;lang=en"'))
  const en = await get('/advisories/a?lang=en')
  assert.match(en.text, /<html lang="en">[\s\S]*Skip to content/)
  assert.equal(en.headers.get('content-language'), 'en')
  assert.equal((await get('/advisories/a?lang=fr')).status, 400)
})

test('an exercise says so first, in title and page', async () => {
  const { text } = await site([advisory])('/advisories/drill')
  assert.match(text, /<title>【訓練】EXERCISE /)
  assert.match(text, /class="exercise"[^>]*>【訓練】EXERCISE/)
})

test('a label stands in its exact words', async () => {
  assert.match(
    (await site([advisory])('/advisories/a')).text,
    /class="tlp tlp-amber-strict" translate="no">TLP:AMBER\+STRICT</,
  )
})

test('people who follow a dead link get a page, the same whether the thing is hidden or never was', async () => {
  const get = site([advisory])
  const strip = (text: string, path: string) => text.replaceAll(/nonce="[^"]+"/g, '').replaceAll(path, '')
  const hidden = await get('/advisories/hidden')
  const never = await get('/nothing')
  assert.deepEqual([hidden.status, never.status], [404, 404])
  assert.equal(strip(hidden.text, '/advisories/hidden'), strip(never.text, '/nothing'))
  assert.match(hidden.headers.get('content-type') ?? '', /^text\/html/)
})
