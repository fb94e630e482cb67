import { z } from 'zod'

/** Permissible Actions Protocol: what a recipient may do with an indicator, from free to passive only. */
export const PAP = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const
export type Pap = (typeof PAP)[number]
export const pap = z.enum(PAP)
export const papLabel = (label: Pap): string => `PAP:${label}`
