/** The labels of TLP 2.0, from the widest to the narrowest. Nothing else is a label; they are never translated. */
export const TLP = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof TLP)[number]

/** Each label once, the strictest first: the order in which they stand everywhere. */
export const strictestFirst = (labels: readonly Tlp[]): Tlp[] =>
  TLP.filter((label) => labels.includes(label)).reverse()

/** The label as the standard writes it, on every screen and in every language: `TLP:AMBER+STRICT`. */
export const tlpLabel = (label: Tlp): string => `TLP:${label}`

/** Text colours of TLP 2.0, shown on black. Never the only sign: the label stands beside. */
export const TLP_COLOURS: Readonly<Record<Tlp, string>> = {
  CLEAR: '#FFFFFF',
  GREEN: '#33FF00',
  AMBER: '#FFC000',
  'AMBER+STRICT': '#FFC000',
  RED: '#FF2B2B',
}

/** CLEAR and GREEN: no need-to-know role is asked for, and restricted members read them. */
export const isOpen = (label: Tlp): boolean => label === 'CLEAR' || label === 'GREEN'
