import { send } from './call.ts'
import { type Look, spread } from './live.ts'

/**
 * Keeps one live stream for all tabs of this browser that act under the same appointment: the tab that holds the
 * lock reads and tells the others. Where a proxy cuts streams it asks by long polling instead. Ends on abort.
 */
export async function keepLive(appointment: string, signal: AbortSignal): Promise<void> {
  const channel = new BroadcastChannel(`renkei.live.${appointment}`)
  channel.onmessage = ({ data }: MessageEvent<Look>) => spread(data)
  signal.addEventListener('abort', () => channel.close())
  const tell = (look: Look): void => {
    if (signal.aborted) return
    spread(look)
    channel.postMessage(look)
  }
  const keep = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      const began = Date.now()
      const end = await (failures < 3 ? stream(tell, appointment, signal) : poll(tell, signal))
      if (end === 'bye') return
      failures = Date.now() - began > 30_000 ? 0 : failures + 1
      await pause(Math.min(3_000 * failures, 30_000), signal)
      // something may have happened between two streams
      tell({ about: 'everything' })
    }
  }
  try {
    // locks exist on https and localhost alone, as does everything else we need; without them each tab has its own
    if (navigator.locks) await navigator.locks.request(channel.name, { signal }, keep)
    else await keep()
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Reads server-sent events by `fetch`, since an EventSource cannot tell for whom it asks. */
async function stream(
  tell: (look: Look) => void,
  appointment: string,
  signal: AbortSignal,
): Promise<'bye' | 'cut'> {
  try {
    const answer = await fetch('/api/live', {
      headers: { accept: 'text/event-stream', 'x-renkei-acting-as': appointment },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    })
    if (answer.status === 401 || answer.status === 403) return 'bye'
    if (!answer.ok || !answer.body) return 'cut'
    let rest = ''
    const text = answer.body.pipeThrough(new TextDecoderStream())
    for (const reader = text.getReader(); ; ) {
      const { done, value } = await reader.read()
      if (done) return 'cut'
      const events = (rest + value).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        if (/^event: bye$/m.test(event)) return 'bye'
        const data = /^event: look\ndata: (.*)$/m.exec(event)?.[1]
        if (data) tell(JSON.parse(data) as Look)
      }
    }
  } catch {
    return 'cut'
  }
}

async function poll(tell: (look: Look) => void, signal: AbortSignal): Promise<'bye' | 'cut'> {
  let after: string | undefined
  try {
    while (!signal.aborted) {
      const answer = (await send('get', '/api/live/poll', { query: { after } })) as {
        next: string
        looks: readonly Look[]
      }
      after = answer.next
      for (const look of answer.looks) tell(look)
    }
    return 'bye'
  } catch {
    return 'cut'
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
