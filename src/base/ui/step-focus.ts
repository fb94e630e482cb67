import type { KeyboardEvent } from 'react'

const focusable = 'a[href], button:not([disabled]), summary'

/** Arrow keys, Home and End move the focus between the first controls of the elements that `selector` finds. */
export function stepFocus(event: KeyboardEvent<HTMLElement>, selector: string): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (!(event.target instanceof HTMLElement)) return
  // fields keep their own arrows
  if (event.target.matches('input, textarea, select, [role="combobox"], [role="menuitem"]')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const here = rows.findIndex((row) => row.contains(event.target as Node))
  const next = nextIndex(event.key, here, rows.length)
  const goal = next === null ? null : rows[next]?.querySelector<HTMLElement>(focusable)
  if (!goal) return
  event.preventDefault()
  goal.focus()
}

function nextIndex(key: string, here: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(here + 1, count - 1)
    case 'ArrowUp':
      return Math.max(here - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
