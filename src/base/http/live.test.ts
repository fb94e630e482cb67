import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '#base/db/index.ts'
import type { AppEvent } from '#core/events/index.ts'
import { EVENT_NAMES } from '#core/events/index.ts'
import { callAs, ground, person } from './door.support.ts'
import type { Looks } from './index.ts'
import { liveDoors, openLiveHub } from './index.ts'

const changed = (item: string): AppEvent => ({ name: 'warning.changed', item })

/** A house where only `open` items may be read, and only while `live`. */
function house() {
  let tell: (event: AppEvent) => void = () => {}
  let gap: (() => void) | undefined = () => {}
  const hub = openLiveHub((fn, onGap) => {
    tell = fn
    gap = onGap
    return () => {}
  }, 'here')
  const state = { live: true }
  const nothing = async () => []
  const looks = {
    ...Object.fromEntries(EVENT_NAMES.map((name) => [name, nothing])),
    'warning.changed': async ({ item }: { item: string }) =>
      item.startsWith('open') ? [{ about: 'warning', id: item }] : [],
  } as unknown as Looks
  const made = ground(liveDoors(hub, looks), {
    db: { asViewer: () => ({}) } as unknown as Database,
    authenticator: {
      authenticate: async () =>
        state.live ? person : { ...person, session: null, asker: { kind: 'public' } },
      isFresh: async () => false,
    },
  })
  const open = async (t: { after(fn: () => void): void }) => {
    const stop = new AbortController()
    t.after(() => stop.abort())
    const answer = await made.app.request('http://localhost/api/live', { signal: stop.signal })
    return { answer, read: reader(answer), stop: () => stop.abort() }
  }
  return { ...made, hub, open, state, tell: (event: AppEvent) => tell(event), gap: () => gap?.() }
}

/** Reads what has been said until `words` stands in it, or the stream ends. */
function reader(answer: Response) {
  const from = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  return async (words: string): Promise<string> => {
    while (from && !said.includes(words)) {
      const { done, value } = await from.read()
      if (done) break
      said += value
    }
    return said
  }
}

test('a stream says "look again" about what its viewer may read, and nothing about the rest', async (t) => {
  const { open, tell } = house()
  const { answer, read } = await open(t)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  await read('ready')
  for (const item of ['hidden-1', 'open-1', 'hidden-2', 'open-1', 'open-2']) tell(changed(item))
  const said = await read('open-2')
  assert.deepEqual(said.match(/data: \{"about.*/g), [
    'data: {"about":"warning","id":"open-1"}',
    'data: {"about":"warning","id":"open-2"}',
  ])
  assert.ok(!said.includes('hidden'))
})

test('a stream is silent and ends once its session is revoked', async (t) => {
  const { open, tell, state } = house()
  const { read } = await open(t)
  await read('ready')
  state.live = false
  tell(changed('open-1'))
  const said = await read('never said')
  assert.ok(said.includes('event: bye'))
  assert.ok(!said.includes('open-1'))
})

test('the news of its own revocation ends a stream at once', async (t) => {
  const { open, tell } = house()
  const { read } = await open(t)
  tell({ name: 'session.revoked', session: 'someone-else' })
  tell({ name: 'session.revoked', session: 's' })
  assert.ok((await read('never said')).includes('event: bye'))
})

test('when the server stops, streams and waiting polls end by themselves', async (t) => {
  const { app, open, hub } = house()
  const { read } = await open(t)
  await read('ready')
  const first = (await callAs(person, app, 'GET', '/api/live/poll')).body
  const waiting = callAs(person, app, 'GET', `/api/live/poll?after=${encodeURIComponent(first.next)}`)
  setTimeout(() => hub.close(), 50)
  await read('never said')
  assert.deepEqual((await waiting).body.looks, [])
})

test('after a gap the viewer is told to look at everything', async (t) => {
  const { open, gap } = house()
  const { read } = await open(t)
  await read('ready')
  gap()
  assert.ok((await read('everything')).includes('"about":"everything"'))
})

test('one browser holds a few streams and no more', async (t) => {
  const { open } = house()
  const streams = []
  for (let i = 0; i < 6; i++) streams.push(await open(t))
  assert.equal((await open(t)).answer.status, 429)
  streams[0]?.stop()
  assert.equal((await open(t)).answer.status, 200)
})

test('a poll waits for something readable, misses nothing between two polls, and tells no counts', async () => {
  const { app, tell, state } = house()
  const poll = async (after?: string) =>
    (await callAs(person, app, 'GET', `/api/live/poll${after ? `?after=${encodeURIComponent(after)}` : ''}`))
      .body
  assert.deepEqual((await poll('elsewhere 12')).looks, [{ about: 'everything' }])

  const first = await poll()
  assert.deepEqual(first.looks, [])
  tell(changed('hidden-1'))
  tell(changed('open-1'))
  const second = await poll(first.next)
  assert.deepEqual(second.looks, [{ about: 'warning', id: 'open-1' }])

  const waiting = poll(second.next)
  setTimeout(() => tell(changed('hidden-2')), 20)
  setTimeout(() => tell(changed('open-2')), 220)
  assert.deepEqual((await waiting).looks, [{ about: 'warning', id: 'open-2' }])

  state.live = false
  assert.equal((await callAs(person, app, 'GET', '/api/live/poll')).status, 401)
})
