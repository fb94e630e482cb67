import { z } from 'zod'
import { TLP, type Tlp } from './label.ts'

// apart, so that a badge in a browser does not carry the schema library with it
export * from './label.ts'

export const tlp = z.enum(TLP)

/** Negative when `a` lets more people read than `b`, zero when equal. */
export const compareTlp = (a: Tlp, b: Tlp): number => TLP.indexOf(a) - TLP.indexOf(b)
