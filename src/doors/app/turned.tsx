import { useEffect, useState } from 'react'
import { useGo } from '#base/ui/index.ts'

/** Goes elsewhere, once, without a step in the browser's history. Where to is settled when it appears. */
export function Turned({ to }: { to: string }) {
  const go = useGo()
  const [goal] = useState(to)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => go(goal, { replace: true }), [])
  return null
}
