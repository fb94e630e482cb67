import { createContext, type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from 'react'

/** Something the palette can reach: an item, a screen, an act. */
export interface Reachable {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly group: string
  /** Further words by which it is found. */
  readonly words?: readonly string[]
  readonly run: () => void
}

interface Reach {
  readonly list: readonly Reachable[]
  readonly set: (owner: string, list: readonly Reachable[] | null) => void
}

const Reaching = createContext<Reach | null>(null)

/** Adds the acts of this screen to the palette while it is shown. */
export function usePalette(list: readonly Reachable[]): void {
  const set = use(Reaching)?.set
  const owner = useId()
  const latest = useRef(list)
  latest.current = list
  const written = list.map(({ id, label }) => `${id} ${label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `written` stands for the list; handlers come from the ref
  useEffect(() => {
    set?.(
      owner,
      latest.current.map((one, index) => ({ ...one, run: () => latest.current[index]?.run() })),
    )
    return () => set?.(owner, null)
  }, [set, owner, written])
}

/** Everything that can be reached now. */
export const useReachable = (): readonly Reachable[] => use(Reaching)?.list ?? []

/** Collects what screens add. */
export function PaletteGround({ children }: { children: ReactNode }) {
  const [owners, setOwners] = useState<ReadonlyMap<string, readonly Reachable[]>>(new Map())
  const [set] = useState<Reach['set']>(
    () => (owner: string, list: readonly Reachable[] | null) =>
      setOwners((now) => {
        const next = new Map(now)
        if (list) next.set(owner, list)
        else next.delete(owner)
        return next
      }),
  )
  const reach = useMemo(() => ({ list: [...owners.values()].flat(), set }), [owners, set])
  return <Reaching value={reach}>{children}</Reaching>
}
