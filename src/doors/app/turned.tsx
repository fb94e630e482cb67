import { useEffect } from 'react'
import { useGo } from '#base/ui/index.ts'

/** Goes elsewhere at once, without a step in the browser's history. */
export function Turned({ to }: { to: string }) {
  const go = useGo()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per address
  useEffect(() => go(to, { replace: true }), [to])
  return null
}
