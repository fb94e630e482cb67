import { z } from 'zod'

/** FIRST Information Exchange Policy 2.0, as data beside the TLP label of a part (the label stays the one in TLP 2.0). */
export const iep = z.strictObject({
  id: z.uuid(),
  name: z.string().max(200),
  description: z.string().max(2000).optional(),
  iepVersion: z.literal('2.0'),
  startDate: z.iso.datetime(),
  endDate: z.iso.datetime().nullable(),
  encryptInTransit: z.enum(['must', 'may']),
  permittedActions: z.enum([
    'none',
    'contact-for-instruction',
    'internally-visible-actions',
    'externally-visible-indirect-actions',
    'externally-visible-direct-actions',
  ]),
  affectedPartyNotifications: z.enum(['may', 'must-not']),
  attribution: z.enum(['may', 'must', 'must-not']),
  unmodifiedResale: z.enum(['may', 'must-not']),
  externalReferences: z.array(z.url()).max(20),
})
export type Iep = z.infer<typeof iep>
