import { createRoute, door, download, z } from '#base/http/index.ts'
import { exportWarning } from '#work/warnings/index.ts'
import { outgoingOf } from './outgoing.ts'
import { EXPORT_FORMATS, heldBy, writeExport } from './write.ts'

const any = { schema: z.string() }

export const getExport = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/export',
  operationId: 'getExport',
  tags: ['warnings'],
  summary: 'A warning as a file: its indicators as CSV or as a list, or the whole as STIX, MISP or CSAF',
  who: 'member-or-key',
  scope: 'read:warnings',
  rate: 'costly',
  request: {
    params: z.strictObject({ number: z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/) }),
    query: z.strictObject({ format: z.enum(EXPORT_FORMATS) }),
  },
  responses: {
    200: { description: 'The file', content: { 'text/csv': any, 'text/plain': any, 'application/*': any } },
  },
})

/** A spreadsheet takes a file without it for the machine's own encoding, and Japanese for noise. */
const MARK = '\ufeff'

/** The door by which files leave. */
export const routes = () => [
  door(getExport, async ({ db, asker, params, query: { format } }) => {
    const exported = await exportWarning(db, asker, params.number, { format, holds: heldBy(format) })
    const { name, type, text } = writeExport(outgoingOf(exported), format)
    const isForSpreadsheet = format === 'csv' && asker.kind === 'person'
    return download(new TextEncoder().encode(isForSpreadsheet ? MARK + text : text), name, type)
  }),
]
