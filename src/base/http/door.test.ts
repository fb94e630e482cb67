import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes, notFound, Refusal } from '#core/errors/index.ts'
import { callAs, ground, person, stranger, teamKey } from './door.support.ts'
import { createRoute, door, fields, fileBody, json, listDoors, nothing, reply, z } from './index.ts'

const note = z.strictObject({ id: fields.id(), text: fields.line(), at: fields.instant() })

const readNote = createRoute({
  method: 'get',
  path: '/api/notes/{id}',
  operationId: 'readNote',
  tags: ['notes'],
  who: 'member-or-key',
  request: {
    params: z.strictObject({ id: fields.id() }),
    query: z.strictObject({ limit: fields.count(1, 50).optional() }),
  },
  responses: { 200: json(note) },
})
const writeNote = createRoute({
  method: 'post',
  path: '/api/notes',
  operationId: 'writeNote',
  tags: ['notes'],
  who: 'member',
  request: {
    body: json(
      z.strictObject({
        text: fields.name(20),
        at: fields.instant(),
        tags: fields.list(fields.word(), 2).optional(),
      }),
    ),
  },
  responses: { 201: json(note), 202: json(z.strictObject({ later: z.boolean() })) },
})
const dropNote = createRoute({
  method: 'delete',
  path: '/api/notes/{id}',
  operationId: 'dropNote',
  tags: ['notes'],
  who: 'signed-in',
  fresh: 'note.drop',
  request: { params: z.strictObject({ id: fields.id() }) },
  responses: { 204: nothing },
})
const id = '7f0f7d0e-3a10-4d3f-9d43-0f6a3cf1c0aa'
const at = new Date('2026-11-24T08:00:00Z')

const doors = [
  door(readNote, ({ params, query }) => {
    if (params.id !== id) throw notFound()
    return { id: params.id, text: `at most ${query.limit}`, at }
  }),
  door(writeNote, ({ body }) => {
    if (body.text === 'later') return reply(202, { later: true })
    if (body.text === 'leak') return { id, text: 'x', at, secret: 'canary' } as never
    if (body.text === 'crash') throw new Error('canary')
    return { id, text: body.text, at: body.at }
  }),
  door(dropNote, () => undefined),
]
const good = { text: 'hello', at: '2026-11-24T17:00:00+09:00' }

test('an act gets what the schema made of the request, and the answer carries what its schema says', async () => {
  const { app } = ground(doors)
  const answer = await callAs(person, app, 'POST', '/api/notes', good)
  assert.equal(answer.status, 201)
  assert.deepEqual(answer.body, { id, text: 'hello', at: '2026-11-24T08:00:00.000Z' })
  const later = await callAs(person, app, 'POST', '/api/notes', { ...good, text: 'later' })
  assert.deepEqual([later.status, later.body], [202, { later: true }])
  const read = await callAs(person, app, 'GET', `/api/notes/${id}?limit=7`)
  assert.deepEqual(read.body.text, 'at most 7')
})

test('a refusal names each place and its reason in the language of the caller', async () => {
  const { app } = ground(doors)
  const bad = { text: 'a\u202eb', at: 'tomorrow', tags: ['a', 'b', 'c'], more: 1 }
  const ja = await callAs(person, app, 'POST', '/api/notes', bad, { 'accept-language': 'ja' })
  assert.equal(ja.status, 400)
  assert.equal(ja.type, 'application/problem+json')
  assert.equal(ja.body.code, 'invalid_request')
  assert.deepEqual(
    ja.body.place.map((p: { path: string; code: string }) => [p.path, p.code]),
    [
      ['text', 'forbidden_character'],
      ['at', 'not_instant'],
      ['tags', 'too_many'],
      ['more', 'unknown_field'],
    ],
  )
  assert.match(ja.body.place[0].reason, /使えない文字（U\+202E）/)
  const en = await callAs(person, app, 'POST', '/api/notes', bad, { 'accept-language': 'en-GB' })
  assert.match(en.body.place[2].reason, /At most 2 entries/)
  const missing = await callAs(person, app, 'POST', '/api/notes', {})
  assert.deepEqual(
    missing.body.place.map((p: { code: string }) => p.code),
    ['missing', 'missing'],
  )
})

test('the language of the signed-in person wins over that of the browser', async () => {
  const { app } = ground(doors)
  const answer = await callAs(
    { ...person, language: 'ja' },
    app,
    'POST',
    '/api/notes',
    {},
    { 'accept-language': 'en' },
  )
  assert.match(answer.body.detail, /項目/)
})

test('what is not there answers the same, whatever the identifier looks like', async () => {
  const { app } = ground(doors)
  const answers = await Promise.all(
    ['00000000-0000-4000-8000-000000000000', 'nonsense', '..%2f..%2fetc', "'%20or%201=1"].map((which) =>
      callAs(person, app, 'GET', `/api/notes/${which}`),
    ),
  )
  const nowhere = await callAs(person, app, 'GET', '/api/nothing-here')
  for (const answer of answers) {
    assert.equal(answer.status, 404)
    assert.deepEqual(answer.body, nowhere.body)
  }
})

test('each door opens to its own kind of asker', async () => {
  const { app } = ground(doors)
  const knock = async (who: typeof person, method: string, path: string, body?: unknown) => {
    const answer = await callAs(who, app, method, path, body)
    return `${answer.status} ${answer.body?.code ?? ''}`.trim()
  }
  assert.equal(await knock(stranger, 'GET', `/api/notes/${id}`), '401 sign_in_required')
  assert.equal(await knock(teamKey, 'GET', `/api/notes/${id}`), '200')
  assert.equal(await knock(teamKey, 'POST', '/api/notes', good), '403 key_not_accepted')
  assert.equal(await knock({ ...teamKey, scopes: [] }, 'GET', `/api/notes/${id}`), '403 key_scope_missing')
  assert.equal(
    await knock({ ...person, asker: { kind: 'public' } }, 'POST', '/api/notes', good),
    '403 acting_as_required',
  )
})

test('an act that wants a fresh sign-in says for what, and passes when it was given', async () => {
  const { app, freshActs } = ground(doors)
  const asked = await callAs(person, app, 'DELETE', `/api/notes/${id}`)
  assert.equal(asked.status, 401)
  assert.deepEqual(
    [asked.body.code, asked.body.act, asked.body.subject],
    ['fresh_sign_in_required', 'note.drop', `DELETE /api/notes/${id}`],
  )
  freshActs.add(`note.drop DELETE /api/notes/${id}`)
  assert.equal((await callAs(person, app, 'DELETE', `/api/notes/${id}`)).status, 204)
})

test('a write that another site sent is refused, with or without a cookie', async () => {
  const { app } = ground(doors)
  const send = async (who: typeof person, headers: Record<string, string>) =>
    (await callAs(who, app, 'POST', '/api/notes', good, { origin: '', ...headers })).body?.code
  assert.equal(await send(person, { origin: 'https://evil.example' }), 'cross_site_refused')
  assert.equal(await send(person, { origin: 'null' }), 'cross_site_refused')
  assert.equal(await send(person, {}), 'cross_site_refused')
  assert.equal(await send(person, { 'sec-fetch-site': 'same-site' }), 'cross_site_refused')
  assert.equal(await send(person, { 'sec-fetch-site': 'same-origin' }), undefined)
  assert.equal(await send(stranger, { origin: 'https://evil.example' }), 'cross_site_refused')
  assert.equal(await send(teamKey, { origin: 'https://evil.example' }), 'key_not_accepted')
})

test('a field that the answer should not have, and any failure, stay in the house', async () => {
  const { app, logged } = ground(doors)
  for (const text of ['leak', 'crash']) {
    const answer = await callAs(person, app, 'POST', '/api/notes', { ...good, text })
    assert.equal(answer.status, 500)
    assert.equal(answer.body.code, 'unknown_failure')
    assert.ok(!JSON.stringify(answer.body).includes('canary'))
    assert.ok(logged.some((entry) => entry.includes(answer.body.reference)))
  }
})

test('another method is told which ones there are; OPTIONS and HEAD are harmless', async () => {
  const { app } = ground(doors)
  const put = await callAs(person, app, 'PUT', `/api/notes/${id}`, good)
  assert.equal(put.status, 405)
  assert.equal(put.headers.get('allow'), 'DELETE, GET, HEAD, OPTIONS')
  const options = await callAs(stranger, app, 'OPTIONS', `/api/notes/${id}`)
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('access-control-allow-origin'), null)
  const head = await callAs(person, app, 'HEAD', `/api/notes/${id}`)
  assert.deepEqual([head.status, head.text], [200, ''])
})

test('hostile bodies and addresses get a problem document and reach no act', async () => {
  const { app } = ground(doors)
  const send = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const answer = await callAs(person, app, 'POST', '/api/notes', undefined, { 'content-type': type }, body)
    return `${answer.status} ${answer.body?.code}`
  }
  assert.equal(await send('{'), '400 malformed_json')
  assert.equal(await send(''), '400 malformed_json')
  assert.equal(await send('{"text":"a","text":"b"}'), '400 malformed_json')
  assert.equal(await send('{"__proto__":{}}'), '400 malformed_json')
  assert.equal(await send('{"\\u005f_proto__":{}}'), '400 malformed_json')
  assert.equal(await send('{"text":"\\ud800"}'), '400 malformed_json')
  assert.equal(await send(new Uint8Array([0x22, 0xff, 0x22])), '400 malformed_encoding')
  assert.equal(await send('['.repeat(40) + ']'.repeat(40)), '400 malformed_json')
  assert.equal(await send(`"${'x'.repeat(1_000_001)}"`), '413 body_too_large')
  assert.equal(await send('text=a', 'application/x-www-form-urlencoded'), '415 unsupported_media_type')
  assert.equal(await send('{}', 'application/json; charset=shift_jis'), '415 unsupported_media_type')
  assert.equal((await callAs(person, app, 'GET', '/api/notes/%ff')).body.code, 'malformed_encoding')
  assert.equal(
    (await callAs(person, app, 'GET', `/api/notes/${id}?limit=%00`)).body.code,
    'malformed_encoding',
  )
  assert.equal(
    (await callAs(person, app, 'GET', `/api/notes/${id}?limit=1&limit=2`)).body.place[0].path,
    'query.limit',
  )
  assert.equal(
    (await callAs(person, app, 'GET', `/api/notes/${id}?what=1`)).body.place[0].code,
    'unknown_field',
  )
  assert.equal((await callAs(person, app, 'GET', `/api/${'a'.repeat(9_000)}`)).status, 414)
  assert.equal(
    (await callAs(person, app, 'GET', '/api/notes', undefined, {}, undefined, 'http://evil.example')).status,
    421,
  )
})

const takeFile = createRoute({
  method: 'post',
  path: '/api/files',
  operationId: 'takeFile',
  tags: ['notes'],
  who: 'member',
  rate: 'file',
  request: { query: z.strictObject({ name: fields.name(20) }), body: fileBody('Any file') },
  responses: { 200: json(z.strictObject({ bytes: z.int(), first: z.int().nullable() })) },
})

test('a file is taken byte by byte, and refused where it is too large or called something else', async () => {
  const files = [door(takeFile, ({ body }) => ({ bytes: body.length, first: body[0] ?? null }))]
  const { app } = ground(files)
  const send = async (
    bytes: Uint8Array<ArrayBuffer>,
    more: Record<string, string> = {},
    query = '?name=a',
  ) => {
    const headers = { 'content-type': 'application/octet-stream', ...more }
    const answer = await callAs(person, app, 'POST', `/api/files${query}`, undefined, headers, bytes)
    return answer.body.code ?? answer.body
  }
  assert.deepEqual(await send(new Uint8Array([0xff, 0, 1])), { bytes: 3, first: 255 })
  assert.deepEqual(await send(new Uint8Array()), { bytes: 0, first: null })
  assert.deepEqual(await send(new Uint8Array(2_000_000)), { bytes: 2_000_000, first: 0 })
  assert.equal(await send(new Uint8Array(25_000_001)), 'body_too_large')
  assert.equal(await send(new Uint8Array(1), { 'content-length': '25000001' }), 'body_too_large')
  assert.equal(
    await send(new Uint8Array(1), { 'content-type': 'application/json' }),
    'unsupported_media_type',
  )
  assert.equal(await send(new Uint8Array(25_000_001), {}, '?nom=a'), 'invalid_request')
  const many = Array.from({ length: 9 }, () => send(new Uint8Array(25_000_000)))
  const answers = await Promise.all(many)
  assert.equal(answers.filter((answer) => answer === 'busy').length, 1, 'what is half received has its limit')
})

test('a door that takes a file says so in OpenAPI', () => {
  const { app } = ground([door(takeFile, ({ body }) => ({ bytes: body.length, first: null }))])
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 't', version: '1' } })
  const operation = document.paths?.['/api/files']?.post
  assert.deepEqual(operation?.requestBody, {
    description: 'Any file',
    required: true,
    content: { 'application/octet-stream': { schema: {} } },
  })
})

test('too many requests are told when to come back', async () => {
  const { app } = ground(doors)
  let last = await callAs(person, app, 'POST', '/api/notes', good)
  for (let i = 0; i < 60 && last.status !== 429; i++)
    last = await callAs(person, app, 'POST', '/api/notes', good)
  assert.equal(last.status, 429)
  assert.ok(Number(last.headers.get('retry-after')) >= 1)
})

test('every answer carries the security headers', async () => {
  const { app } = ground(doors)
  const elsewhere = 'http://localhost.evil.example'
  for (const [path, host] of [
    [`/api/notes/${id}`],
    ['/api/nothing'],
    ['/api/notes/%ff'],
    [`/api/${'a'.repeat(9_000)}`],
    [`/api/notes/${id}`, elsewhere],
  ] as const) {
    const { headers, status } = await callAs(person, app, 'GET', path, undefined, {}, undefined, host)
    assert.equal(status === 421, host === elsewhere)
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('cache-control'), 'no-store')
  }
})

test('the running router tells its doors', () => {
  const { app } = ground(doors)
  app.get('/by-hand', (c) => c.text('x'))
  assert.deepEqual(
    listDoors(app).map(({ method, path, who, operationId, fresh }) => [
      method,
      path,
      who,
      operationId,
      fresh,
    ]),
    [
      ['GET', '/api/notes/:id', 'member-or-key', 'readNote', null],
      ['POST', '/api/notes', 'member', 'writeNote', null],
      ['DELETE', '/api/notes/:id', 'signed-in', 'dropNote', 'note.drop'],
      ['GET', '/by-hand', null, null, null],
    ],
  )
})

test('every refusal has a status from 400 on and carries its code as its message', () => {
  for (const [code, status] of Object.entries(codes)) assert.ok(status >= 400 && status < 600, code)
  assert.equal(new Refusal('not_found').message, 'not_found')
})
