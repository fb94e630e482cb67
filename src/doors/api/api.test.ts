import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Database } from '#base/db/index.ts'
import type { HttpDeps } from '#base/http/index.ts'
import { createRateLimiter, listDoors, nobody, openLiveHub } from '#base/http/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { isAddress } from '#doors/app/addresses.ts'
import type { ApiDeps, ApiParts } from './index.ts'
import { createApi } from './index.ts'

const page = {
  page: ({ nonce, language }: { nonce: string; language: string }) =>
    `<script nonce="${nonce}"></script>${language}`,
  knows: isAddress,
}
const files = {
  file: (path: string) =>
    path === '/assets/main-1a2b.js'
      ? { type: 'text/javascript; charset=UTF-8', body: new TextEncoder().encode('1') }
      : null,
}

function api(more: Partial<ApiParts> = {}, database: 'up' | 'down' = 'up') {
  const db = {
    asViewer: () => ({ read: async () => (database === 'up' ? [] : Promise.reject(new Error('canary'))) }),
    listen: () => () => {},
  } as unknown as Database
  const deps: ApiDeps = {
    ...({} as Omit<ApiDeps, keyof HttpDeps>),
    keys: throwawayKeys(),
    db,
    authenticator: { authenticate: async () => nobody, isFresh: async () => false },
    rateLimiter: createRateLimiter(Date.now),
    log: { info() {}, warn() {}, error() {} },
    origin: () => 'https://renkei.example.org',
    language: () => 'ja',
    now: () => new Date(),
    proxies: 0,
  }
  const app = createApi(deps, {
    version: '0.0.0',
    live: openLiveHub(db.listen, 'here'),
    files: [files],
    app: page,
    ...more,
  })
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await app.request(`https://renkei.example.org${path}`, { headers })
    return {
      answer,
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      text: await answer.text(),
    }
  }
  return { app, get }
}

test('OpenAPI tells every door of the API, each with who may knock and how it refuses', async () => {
  const { app, get } = api()
  const document = JSON.parse((await get('/api/openapi.json')).text)
  assert.equal(document.openapi, '3.1.0')
  for (const { path, method, operationId, tags } of listDoors(app)) {
    if (!operationId || tags.includes('pages')) continue
    const operation = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    assert.equal(operation?.operationId, operationId, `${method} ${path}`)
    assert.ok(operation['x-renkei-who'])
    assert.ok(operation.responses.default.content['application/problem+json'])
  }
})

test('every door has a name of its own and a summary', () => {
  const ids = listDoors(api().app)
    .map(({ operationId }) => operationId)
    .filter((id) => id !== null)
  assert.equal(new Set(ids).size, ids.length)
})

test('people can read about doors and refusals in both languages', async () => {
  const { get } = api()
  const ja = await get('/api')
  assert.match(ja.type, /^text\/html/)
  assert.match(ja.text, /<html lang="ja">/)
  assert.match(ja.text.replaceAll('<wbr>', ''), /\/api\/association/)
  const en = await get('/api?lang=en')
  assert.match(en.text, /<html lang="en">[\s\S]*Whatever the screens can do/)
  const error = await get('/api/errors/fresh-sign-in-required?lang=en')
  assert.match(error.text, /fresh_sign_in_required/)
  assert.equal((await get('/api/errors/constructor')).status, 404)
})

test('a page may run and show only what carries its own nonce', async () => {
  const { get } = api()
  for (const path of ['/api', '/home', '/api?lang=en']) {
    const { answer, text } = await get(path, { accept: 'text/html' })
    const policy = answer.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
    assert.ok(nonce && text.includes(`nonce="${nonce}"`), path)
    assert.ok(!policy.includes('unsafe'))
    assert.equal(answer.headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains')
  }
  const nonces = await Promise.all([1, 2, 3].map(async () => (await get('/home')).text))
  assert.equal(new Set(nonces).size, 3)
})

test('every address of the app gets the same page; files are kept for ever; nothing climbs out', async () => {
  const { get } = api()
  const script = await get('/assets/main-1a2b.js')
  assert.deepEqual(
    [script.status, script.answer.headers.get('cache-control')],
    [200, 'public, max-age=31536000, immutable'],
  )
  for (const path of [
    '/',
    '/home',
    '/home/',
    '/warnings/RNK-0000-00',
    '/directory/teams/nobody',
    '/home?then=x',
  ])
    assert.equal((await get(path)).status, 200, path)
  for (const path of [
    '/assets/other.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5csecret.key',
    '/fonts/../../../package.json',
    '/package.json',
    '/api/nothing',
    '/dev/mail',
  ])
    assert.equal((await get(path)).status, 404, path)
})

test('an address that the app does not have answers 404 with the app’s page, so that the screen says so', async () => {
  const { get } = api()
  const known = await get('/home', { accept: 'text/html' })
  for (const path of ['/no-such-page', '/warnings/a/b/c', '/our-team/else', '/homes', '/$', '//']) {
    const { status, type, text } = await get(path, { accept: 'text/html' })
    assert.deepEqual([status, type], [404, known.type], path)
    assert.match(text, /<script nonce=/)
  }
})

test('programs that ask for something else than a page get a problem document', async () => {
  const { get } = api()
  const answer = await get('/nothing', { accept: 'application/json' })
  assert.deepEqual([answer.status, answer.type], [404, 'application/problem+json'])
})

test('pages come with a Japanese face of our own', async () => {
  const { get } = api()
  const style = await get('/fonts/fonts.css')
  const font = /\/fonts\/noto-sans-jp\/[\w.[\]-]+\.woff2/.exec(style.text)?.[0]
  assert.ok(font)
  const face = await get(font)
  assert.deepEqual([face.status, face.type], [200, 'font/woff2'])
})

test('a file travels small where the browser can unpack it', async () => {
  const { app, get } = api()
  const plain = await get('/fonts/fonts.css')
  for (const encoding of ['br', 'gzip']) {
    const small = await app.request('https://renkei.example.org/fonts/fonts.css', {
      headers: { 'accept-encoding': encoding },
    })
    assert.equal(small.headers.get('content-encoding'), encoding)
    const bytes = Buffer.from(await small.arrayBuffer())
    const back = encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes)
    assert.equal(back.toString(), plain.text)
    assert.ok(bytes.length < plain.text.length / 2)
  }
  const refused = await get('/fonts/fonts.css', { 'accept-encoding': 'gzip;q=0, deflate' })
  assert.equal(refused.answer.headers.get('content-encoding'), null)
})

test('where the app is not built, people are told so and the API works', async () => {
  const { get } = api({ app: null })
  const answer = await get('/', { accept: 'text/html', 'accept-language': 'en' })
  assert.equal(answer.status, 503)
  assert.match(answer.text, /npm start/)
  assert.equal((await get('/api/openapi.json')).status, 200)
})

test('health tells whether the database answers, and nothing else', async () => {
  assert.deepEqual(JSON.parse((await api().get('/healthz')).text), { status: 'ok' })
  const down = await api({}, 'down').get('/healthz')
  assert.equal(down.status, 503)
  assert.ok(!down.text.includes('canary'))
})
