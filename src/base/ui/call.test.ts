import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callAs, Problem, problemCode, send, Unreachable } from './call.ts'

const world = (t: test.TestContext, answer: () => Response | Promise<Response>) => {
  const asked: Request[] = []
  t.mock.method(globalThis, 'fetch', (address: string, init: RequestInit) => {
    asked.push(new Request(new URL(address, 'http://localhost'), init))
    return Promise.resolve(answer())
  })
  return asked
}

test('every call tells for which appointment this tab acts, and in which language', async (t) => {
  const asked = world(t, () => Response.json({ ok: true }))
  callAs({ actingAs: 'a-1', language: 'en' })
  await send('get', '/api/teams', { query: { search: '青葉', sector: undefined, kind: ['a', 'b'] } })
  callAs({ actingAs: null })
  await send('post', '/api/teams', { body: { name: 'x' } })
  const [first, second] = asked
  assert.equal(first?.headers.get('x-renkei-acting-as'), 'a-1')
  assert.equal(first?.headers.get('accept-language'), 'en')
  assert.equal(new URL(first?.url ?? '').search, '?search=%E9%9D%92%E8%91%89&kind=a&kind=b')
  assert.equal(second?.headers.has('x-renkei-acting-as'), false)
  assert.equal(await second?.text(), '{"name":"x"}')
})

test('a parameter never leaves its place in the path', async (t) => {
  const asked = world(t, () => Response.json({}))
  await send('get', '/api/teams/{team}/keys', { params: { team: '../../secret?x=1' } })
  assert.equal(new URL(asked[0]?.url ?? '').pathname, '/api/teams/..%2F..%2Fsecret%3Fx%3D1/keys')
})

test('a refusal arrives as a problem with its code; a dead line as unreachable', async (t) => {
  const problem = { type: 'x', title: 't', status: 409, detail: 'd', code: 'changed_meanwhile' }
  world(t, () =>
    Response.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } }),
  )
  await assert.rejects(send('get', '/api/x', {}), (error) => {
    assert.ok(error instanceof Problem)
    return problemCode(error) === 'changed_meanwhile'
  })
  t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('offline')))
  await assert.rejects(send('get', '/api/x', {}), Unreachable)
})

test('an act that has nothing to tell answers nothing', async (t) => {
  world(t, () => new Response(null, { status: 204 }))
  assert.equal(await send('delete', '/api/session', {}), undefined)
})
