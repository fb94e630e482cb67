import { z } from 'zod'
import { tlp } from './tlp.ts'

/**
 * R27: what came from outside keeps its outside source and marking. A part without it is its originator's own.
 */
export const outside = z.strictObject({
  /** Who gave it, as the file or the sender says. */
  source: z.string().trim().min(1).max(300),
  /** How the source names it: event uuid, report id, Message-ID. */
  reference: z.string().max(300).nullable(),
  /** The source's own label; null: it had none. */
  label: tlp.nullable(),
  /** The source's permission to pass it on, on record: who, when, how. Empty: none. */
  permission: z.string().max(500),
})
export type Outside = z.infer<typeof outside>
