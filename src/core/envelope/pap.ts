import { z } from 'zod'
import { PAP } from './choices.ts'

export const pap = z.enum(PAP)
