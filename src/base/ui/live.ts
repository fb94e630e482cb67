import { useEffect, useRef } from 'react'

/** What the live stream says: look again, at what, and which ids (each readable by this viewer). */
export interface LiveNews {
  readonly name: string
  readonly [id: string]: unknown
}

type Hear = (news: LiveNews) => void

const hearers = new Set<Hear>()

/** Hands news to whoever listens. The app's shell holds the one stream of this browser and calls this. */
export const spread = (news: LiveNews): void => {
  for (const hear of hearers) hear(news)
}

/** Hears live news while mounted: `useLive((news) => news.name === 'warning.released' && …)`. */
export function useLive(hear: Hear): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const listen: Hear = (news) => latest.current(news)
    hearers.add(listen)
    return () => {
      hearers.delete(listen)
    }
  }, [])
}
