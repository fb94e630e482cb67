import { Note, useEither, useText } from '#base/ui/index.ts'
import type { Checked } from './checking.tsx'

/** What fits so few members that it may tell which one it is, and how to say it more broadly (R7). */
export function SmallWorlds({ of }: { of: Checked['smallWorlds'] }) {
  const t = useText()
  const either = useEither()
  return of.map(({ sector, district, said, k, keep }) => (
    <Note key={said.join(' ')} kind="caution">
      <p>{t('sanitisation.small.both', { said: said.join(' × '), k })}</p>
      <p>
        {t(`sanitisation.small.keep_${keep}`, {
          sector: sector ? either(sector.ja, sector.en) : '',
          district: district ? either(district.ja, district.en) : '',
        })}
      </p>
    </Note>
  ))
}
