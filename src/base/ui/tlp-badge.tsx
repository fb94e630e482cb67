import { TLP_COLOURS, type Tlp, tlpLabel } from '#core/envelope/index.ts'
import { useEither, useText } from './language.tsx'
import { useHere } from './session.tsx'

/** The label exactly as TLP 2.0 writes it, in its colour on black, in every language and scheme. */
export const TlpBadge = ({ tlp }: { tlp: Tlp }) => (
  <span className="tlp" lang="en" style={{ color: TLP_COLOURS[tlp] }}>
    {tlpLabel(tlp)}
  </span>
)

/** What the label means for the reader, as a sentence (R13). GREEN names the community of the charter. */
export function useHandlingRule(): (tlp: Tlp) => string {
  const t = useText()
  const either = useEither()
  const { house } = useHere()
  return (tlp) => {
    if (tlp !== 'GREEN') return t(`handling.${tlp === 'AMBER+STRICT' ? 'AMBER_STRICT' : tlp}`)
    const community = house
      ? either(house.greenCommunity.ja, house.greenCommunity.en)
      : t('handling.community')
    return t('handling.GREEN', { community })
  }
}

/** Badge and sentence together, as they stand on top of everything that was shared. */
export function HandlingRule({ tlp }: { tlp: Tlp }) {
  const rule = useHandlingRule()
  return (
    <p className="handling">
      <TlpBadge tlp={tlp} /> <span>{rule(tlp)}</span>
    </p>
  )
}

/** Stands first on everything that is an exercise (R28). */
export function ExerciseMark() {
  return <span className="exercise">{useText()('common.exercise')}</span>
}
