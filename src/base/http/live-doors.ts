import { z } from '@hono/zod-openapi'
import { Refusal } from '#core/errors/index.ts'
import type { AppEvent } from '#core/events/index.ts'
import type { Asker } from '#core/policy/index.ts'
import type { Identified } from './authenticator.ts'
import type { Asked, Door } from './door.ts'
import { door } from './door.ts'
import { limits } from './limits.ts'
import type { LiveHub, Look, Looks } from './live.ts'
import { looksOf } from './live.ts'
import type { DoorRoute } from './route.ts'
import { createRoute, file, json } from './route.ts'

/** Several events that come together are read and said together. */
const gather = 150

const look = z.strictObject({ about: z.string(), id: z.string().optional() })

export const streamRoute = createRoute({
  method: 'get',
  path: '/api/live',
  operationId: 'live',
  tags: ['live'],
  summary: '"Look again", as server-sent events: kinds and identifiers of what changed, never content',
  who: 'member',
  responses: { 200: file('text/event-stream', 'Events `ready`, `look` (about, id), `bye`') },
})

export const pollRoute = createRoute({
  method: 'get',
  path: '/api/live/poll',
  operationId: 'livePoll',
  tags: ['live'],
  summary: 'The same where a proxy cuts streams: waits up to 25 s for something to look at again',
  who: 'member',
  request: {
    query: z.strictObject({
      after: z
        .string()
        .max(80)
        .regex(/^\S+ \d+(\.\d+)?$/)
        .optional(),
    }),
  },
  responses: { 200: json(z.strictObject({ next: z.string(), looks: z.array(look) })) },
})

/** The two live doors over one hub. Every look is read as the viewer, by a session that still lives, when it is sent. */
export function liveDoors(hub: LiveHub, looks: Looks): Door[] {
  const streams = new Map<string, number>()

  const stream = door(streamRoute, (asked) => {
    const headers = { 'content-type': 'text/event-stream; charset=UTF-8', 'x-accel-buffering': 'no' }
    // nobody would ever read, or end, the stream of a HEAD
    if (asked.request.method === 'HEAD') return new Response(null, { headers })
    const session = asked.session?.id ?? ''
    const open = streams.get(session) ?? 0
    if (open >= limits.streamsPerSession) throw new Refusal('too_many_streams')
    streams.set(session, open + 1)
    const free = once(() => {
      const left = (streams.get(session) ?? 1) - 1
      if (left > 0) streams.set(session, left)
      else streams.delete(session)
    })
    return new Response(streamOf(hub, looks, asked, free), { headers })
  })

  const poll = door(pollRoute, async (asked) => {
    const [name, moment] = (asked.query.after ?? '').split(' ')
    if (name !== hub.name || !moment || !Number.isFinite(Number(moment)))
      return { next: `${hub.name} ${hub.now()}`, looks: asked.query.after ? [everything] : [] }

    const until = hub.now() + limits.longPoll
    let from = Number(moment)
    for (;;) {
      const events = hub.since(from)
      from = hub.now()
      const found = events === null ? [everything] : await lookAs(looks, asked, events)
      const over = found === null || found.length > 0 || hub.now() >= until
      if (over || !(await hears(hub, from, until - hub.now(), asked.request.signal)))
        return { next: `${hub.name} ${from}`, looks: found ?? [] }
    }
  })

  return [stream, poll]
}

const everything: Look = { about: 'everything' }

type AskedLive = Pick<Asked<DoorRoute>, 'asker' | 'session' | 'request' | 'db' | 'deps'>

/** What the caller may look at again; null when the session or its appointment has ended meanwhile. */
async function lookAs(looks: Looks, asked: AskedLive, events: readonly AppEvent[]): Promise<Look[] | null> {
  if (events.length === 0) return []
  const asker = await stillSame(asked)
  return asker ? looksOf(looks, events, asked.db, asker) : null
}

/** Authenticates the request anew: revoking a session or ending an appointment silences what is already open. */
async function stillSame({ asker, session, request, deps }: AskedLive): Promise<Asker | null> {
  let now: Identified
  try {
    now = await deps.authenticator.authenticate(request)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
  const same =
    now.session?.id === session?.id &&
    now.asker.kind === 'person' &&
    asker.kind === 'person' &&
    now.asker.appointment === asker.appointment
  return same ? now.asker : null
}

/** Waits for something to happen, and a little for what comes with it. False: too late, gone, or we stop. */
function hears(hub: LiveHub, from: number, ms: number, signal: AbortSignal): Promise<boolean> {
  if (hub.since(from)?.length !== 0) return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = (answer: boolean) => {
      remove()
      clearTimeout(timer)
      signal.removeEventListener('abort', gone)
      resolve(answer)
    }
    const gone = () => done(false)
    let heard = false
    let timer = setTimeout(gone, ms)
    const remove = hub.add({
      end: gone,
      hear() {
        if (heard) return
        heard = true
        clearTimeout(timer)
        timer = setTimeout(() => done(true), gather)
      },
    })
    signal.addEventListener('abort', gone)
    if (signal.aborted) gone()
  })
}

function streamOf(
  hub: LiveHub,
  looks: Looks,
  asked: AskedLive,
  free: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const { signal } = asked.request
  let end = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      const event = (name: string, data: object) => say(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
      let heard: AppEvent[] = []
      let gathering: NodeJS.Timeout | undefined
      let sending = Promise.resolve()

      const bye = () => {
        event('bye', {})
        end()
      }
      const tell = async () => {
        const events = heard
        heard = []
        gathering = undefined
        const found = await lookAs(looks, asked, events)
        if (ended) return
        if (found === null) bye()
        else for (const one of found) event('look', one)
      }
      const guarded = (work: () => Promise<void>) => {
        sending = sending
          .then(() => (ended ? undefined : work()))
          .catch((error: unknown) => {
            asked.deps.log.warn(
              { kind: error instanceof Error ? error.name : typeof error },
              'live stream ended',
            )
            end()
          })
      }
      const heartbeat = setInterval(
        () =>
          guarded(async () => {
            if ((await stillSame(asked)) === null) bye()
            else if (!ended) say(': still here\n\n')
          }),
        limits.heartbeat,
      )
      const remove = hub.add({
        end: () => end(),
        hear(event_) {
          if (event_ === 'gap') return guarded(async () => event('look', everything))
          if (event_.name === 'session.revoked' && event_.session === asked.session?.id) return bye()
          heard.push(event_)
          gathering ??= setTimeout(() => guarded(tell), gather)
        },
      })
      let ended = false
      end = once(() => {
        ended = true
        remove()
        clearInterval(heartbeat)
        clearTimeout(gathering)
        signal.removeEventListener('abort', end)
        free()
        try {
          controller.close()
        } catch {
          // the reader was faster
        }
      })
      if (signal.aborted) return end()
      signal.addEventListener('abort', end)
      say('retry: 3000\n')
      event('ready', {})
    },
    cancel: () => end(),
  })
}

const once = (work: () => void) => {
  let done = false
  return () => {
    if (!done) work()
    done = true
  }
}
