import { ExportFiles } from '#borders/export/screens.tsx'
import { useBringIn } from '#borders/intake/screens.tsx'
import { strictestFirst } from '#core/envelope/index.ts'
import { Warnings as Boxes, Warning as Sheet } from '#work/warnings/screens.tsx'

/** Warnings come before the borders and do not know them; the app puts the way in beside their list. */
export function Warnings() {
  const { button, sheet } = useBringIn()
  return <Boxes act={button} sheet={sheet} />
}

/** A released warning with the files that it can be taken away as; whoever reviews a draft takes nothing. */
export const Warning = () => (
  <Sheet
    files={({ number }, all) => {
      const parts = all.filter(({ state }) => state === 'released')
      const [strictest] = strictestFirst(parts.map(({ envelope }) => envelope.tlp))
      return (
        strictest && (
          <ExportFiles
            number={number}
            tlp={strictest}
            embargo={parts.every(({ passingOn }) => passingOn?.some(({ code }) => code === 'embargo'))}
            indicators={parts.some(({ stale, content }) => !stale && (content.indicators?.count ?? 0) > 0)}
          />
        )
      )
    }}
  />
)
