import { useEffect, useRef } from 'react'

/** "Look again": what kind of thing changed, and which one where the viewer may know it. Never content. */
export interface Look {
  readonly about: string
  readonly id?: string | undefined
}

type See = (look: Look) => void

const seers = new Set<See>()

/** Hands a look to whoever listens in this tab. */
export const spread = (look: Look): void => {
  for (const see of seers) see(look)
}

/** Sees live changes while mounted: `useLive(({ about }) => about === 'warnings' && setNews(…))`. */
export function useLive(see: See): void {
  const latest = useRef(see)
  latest.current = see
  useEffect(() => {
    const listen: See = (look) => latest.current(look)
    seers.add(listen)
    return () => {
      seers.delete(listen)
    }
  }, [])
}
