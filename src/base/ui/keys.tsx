import { getHotkeyHandler, useLocalStorage } from '@mantine/hooks'
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useText } from './language.tsx'

/** One key and what it does: `{ keys: 'mod+K', what: '検索と操作', run }`. Mantine's notation. */
export interface Key {
  readonly keys: string
  readonly what: string
  readonly run: () => void
}

interface Board {
  readonly set: (owner: string, keys: readonly Key[] | null) => void
  readonly showHelp: () => void
}

const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }))

const Keys = createContext<Board | null>(null)

/** Keys of this screen: they work while it is shown, and stand in the help that `?` opens. */
export function useKeys(keys: readonly Key[]): void {
  const board = use(Keys)
  const owner = useId()
  const latest = useRef(keys)
  latest.current = keys
  const written = keys.map(({ keys: k, what }) => `${k} ${what}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `written` stands for the keys; handlers come from the ref
  useEffect(() => {
    board?.set(
      owner,
      latest.current.map(({ keys: k, what }, index) => ({
        keys: k,
        what,
        run: () => latest.current[index]?.run(),
      })),
    )
    return () => board?.set(owner, null)
  }, [board, owner, written])
}

/** Opens the help on keys. */
export const useKeysHelp = (): (() => void) => use(Keys)?.showHelp ?? (() => undefined)

/** Listens for the keys of everything below and shows them when `?` is pressed. */
export function KeyBoard({ children }: { children: ReactNode }) {
  const t = useText()
  const [owners, setOwners] = useState<ReadonlyMap<string, readonly Key[]>>(new Map())
  const [help, setHelp] = useState(false)
  const [single, setSingle] = useLocalStorage({ key: 'renkei.keys', defaultValue: true })

  const board = useMemo<Board>(
    () => ({
      set: (owner, keys) =>
        setOwners((now) => {
          const next = new Map(now)
          if (keys) next.set(owner, keys)
          else next.delete(owner)
          return next
        }),
      showHelp: () => setHelp(true),
    }),
    [],
  )
  const all = useMemo<readonly Key[]>(
    () => [...[...owners.values()].flat(), { keys: '?', what: t('app.keys.help'), run: () => setHelp(true) }],
    [owners, t],
  )
  useEffect(() => {
    const withModifier = getHotkeyHandler(
      all.filter(isChord).map(({ keys, run }): [string, () => void] => [keys, run]),
    )
    const listen = (event: KeyboardEvent): void => {
      withModifier(event)
      if (!single || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const found = all.find((key) => !isChord(key) && key.keys === event.key)
      if (!found) return
      event.preventDefault()
      found.run()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [all, single])

  return (
    <Keys value={board}>
      {children}
      {help && (
        <Suspense>
          <KeysHelp keys={all} single={single} setSingle={setSingle} close={() => setHelp(false)} />
        </Suspense>
      )}
    </Keys>
  )
}

const isChord = ({ keys }: { keys: string }): boolean => keys.length > 1 && keys.includes('+')

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))

const onMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** Keys as caps: `Ctrl` `K`, on a Mac `⌘` `K`. */
export const KeyCaps = ({ keys }: { keys: string }) => (
  <>
    {keys.split(keys.includes('+') ? '+' : ' ').map((key) => (
      <kbd key={key}>{key === 'mod' ? (onMac() ? '⌘' : 'Ctrl') : key}</kbd>
    ))}
  </>
)
