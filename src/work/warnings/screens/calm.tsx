import { useEffect, useRef } from 'react'

/** Numbers are asked for anew at most so often, however many answers come in. */
const CALM_MS = 3000

/** Runs at once, and then once more after the pause for whatever came in between. */
export function useCalmly(act: () => void): () => void {
  const latest = useRef(act)
  latest.current = act
  const pause = useRef<ReturnType<typeof setTimeout> | null>(null)
  const again = useRef(false)
  useEffect(() => () => clearTimeout(pause.current ?? undefined), [])
  const run = (): void => {
    if (pause.current !== null) {
      again.current = true
      return
    }
    latest.current()
    pause.current = setTimeout(() => {
      pause.current = null
      if (again.current) {
        again.current = false
        run()
      }
    }, CALM_MS)
  }
  return run
}
