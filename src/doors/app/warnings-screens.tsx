import { useBringIn } from '#borders/intake/screens.tsx'
import { Warnings as Boxes } from '#work/warnings/screens.tsx'

/** Warnings come before the borders and do not know them; the app puts the way in beside their list. */
export function Warnings() {
  const { button, sheet } = useBringIn()
  return <Boxes act={button} sheet={sheet} />
}
