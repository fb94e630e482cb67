import pg from 'pg'
import type { AppEvent } from '#core/events/index.ts'

export const LIVE_CHANNEL = 'renkei_live'

/** An event as it reaches other processes: names and ids; very long lists may be missing. */
export type LiveEvent = AppEvent
export type LiveListener = (event: LiveEvent) => void

const RETRY_FIRST_MS = 100
const RETRY_MAX_MS = 5_000

/** One connection of its own that listens, opened for the first listener and opened anew when it is lost. */
export function openLive(config: pg.ClientConfig, onError: (error: Error) => void) {
  const listeners = new Map<LiveListener, (() => void) | undefined>()
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const connect = async (retryMs: number, isReturn: boolean): Promise<void> => {
    if (closed) return
    const next = new pg.Client({ ...config, keepAlive: true, connectionTimeoutMillis: 10_000 })
    client = next
    let over = false
    const again = (ms: number) => {
      if (over || closed) return
      over = true
      timer = setTimeout(() => void connect(Math.min(ms * 2, RETRY_MAX_MS), true), ms)
    }
    next.on('error', onError)
    next.on('end', () => again(RETRY_FIRST_MS))
    next.on('notification', ({ payload }) => {
      if (payload) tell(JSON.parse(payload) as LiveEvent)
    })
    try {
      await next.connect()
      await next.query(`listen ${LIVE_CHANNEL}`)
      if (isReturn) for (const onGap of listeners.values()) onGap?.()
    } catch (error) {
      onError(error as Error)
      again(retryMs)
      next.end().catch(() => {})
    }
  }

  const tell = (event: LiveEvent) => {
    for (const listener of listeners.keys()) {
      try {
        listener(event)
      } catch (error) {
        onError(error as Error)
      }
    }
  }

  return {
    listen(fn: LiveListener, onGap?: () => void): () => void {
      listeners.set(fn, onGap)
      if (!client) void connect(RETRY_FIRST_MS, false)
      return () => listeners.delete(fn)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
