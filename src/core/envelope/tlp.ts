import { z } from 'zod'

/** The labels of TLP 2.0, from the widest to the narrowest. Nothing else is a label; they are never translated. */
export const TLP = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof TLP)[number]
export const tlp = z.enum(TLP)

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

/** Negative when `a` lets more people read than `b`, zero when equal. */
export const compareTlp = (a: Tlp, b: Tlp): number => TLP.indexOf(a) - TLP.indexOf(b)

/** CLEAR and GREEN: no need-to-know role is asked for, and restricted members read them. */
export const isOpen = (label: Tlp): boolean => label === 'CLEAR' || label === 'GREEN'

/** What a viewer must be besides fitting the audience, as the tier that compiled principals carry. */
export type Tier = '' | '/ntk' | '/strict' | '/red'
export const tierOf = (label: Tlp): Tier =>
  label === 'RED' ? '/red' : label === 'AMBER+STRICT' ? '/strict' : label === 'AMBER' ? '/ntk' : ''
