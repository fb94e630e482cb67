import { z } from 'zod'

const line = z.string().max(300)
const lines = z.array(line).max(500)

/**
 * What a part says of an attack in fields, beside its text: techniques, weaknesses, products, references, and how it
 * came to people. The indicators themselves are kept apart: there may be thousands.
 */
export const details = z.strictObject({
  /** ATT&CK. */
  techniques: z.array(z.strictObject({ id: z.string().trim().min(1).max(40), name: line })).max(500),
  vulnerabilities: z
    .array(
      z.strictObject({
        id: z.string().trim().min(1).max(300),
        cvss: z
          .strictObject({
            version: z.string().max(10),
            vector: z.string().max(300),
            score: z.number().min(0).max(10).nullable(),
          })
          .nullable(),
        /** On the list of known exploited vulnerabilities; null: not said. */
        exploited: z.boolean().nullable(),
      }),
    )
    .max(500),
  products: z.array(z.strictObject({ vendor: line, name: line, versions: z.string().max(1000) })).max(500),
  references: z.array(z.string().max(2000)).max(500),
  circumstances: z.strictObject({
    mailSubjects: lines,
    senderNames: lines,
    lures: z.array(z.string().max(2000)).max(500),
    impersonated: lines,
    abusedCustoms: lines,
    telephones: lines,
    bankAccounts: lines,
  }),
})
export type Details = z.infer<typeof details>
