import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react'

/** One line of a menu. */
export interface Choice {
  readonly key: string
  readonly words: ReactNode
  /** The one that holds now; it wears a tick. */
  readonly current?: boolean
  readonly run: () => void
}

/** Rows of a menu that a key leads to, from the row it was pressed in. */
const ways: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
}

/**
 * A button of the rail that opens a menu (APG, menu button). The browser's own popover lays it over everything,
 * closes it by Escape or a click elsewhere and gives the focus back; only its place and the arrow keys are ours.
 */
export function RailMenu({
  className = 'shell-button',
  choices,
  children,
}: {
  className?: string
  choices: readonly Choice[]
  children: ReactNode
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const rows = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  const place = ({ newState }: ToggleEvent): void => {
    button.current?.setAttribute('aria-expanded', String(newState === 'open'))
    const at = button.current?.getBoundingClientRect()
    const style = menu.current?.style
    if (newState !== 'open' || !at || !style) return
    const below = at.top < innerHeight / 2
    style.left = `${at.left}px`
    style.top = below ? `${at.bottom + 4}px` : 'auto'
    style.bottom = below ? 'auto' : `${innerHeight - at.top + 4}px`
    style.minWidth = `${at.width}px`
    style.maxHeight = `${(below ? innerHeight - at.bottom : at.top) - 12}px`
  }
  const settle = ({ newState }: ToggleEvent): void => {
    if (newState === 'open') (rows().find((row) => row.ariaCurrent === 'true') ?? rows()[0])?.focus()
  }
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') menu.current?.hidePopover()
    const way = ways[event.key]
    if (!way) return
    event.preventDefault()
    const all = rows()
    all[way(all.indexOf(document.activeElement as HTMLElement), all.length - 1)]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={false}
        id={`${id}-button`}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        className="rail-menu"
        aria-labelledby={`${id}-button`}
        tabIndex={-1}
        onBeforeToggle={place}
        onToggle={settle}
        onKeyDown={walk}
      >
        {choices.map(({ key, words, current = false, run }) => (
          <button
            key={key}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-current={current}
            // a drawer beneath must not take this menu's Escape for its own
            data-mantine-stop-propagation="true"
            onClick={() => {
              menu.current?.hidePopover()
              run()
            }}
          >
            <span>{words}</span>
            {current && <IconCheck size={16} aria-hidden />}
          </button>
        ))}
      </div>
    </>
  )
}
