import { createRoute, door, fields, fileBody, json, z } from '#base/http/index.ts'
import { CAPTURE_FORMATS, CAPTURE_NOTES } from '#core/capture/index.ts'
import { attribution } from '#core/envelope/index.ts'
import { type ImportDeps, importFile } from './import.ts'

const note = z.strictObject({
  code: z.enum(CAPTURE_NOTES),
  place: z.string(),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .readonly()
    .optional(),
})

export const postImport = createRoute({
  method: 'post',
  path: '/api/import',
  operationId: 'postImport',
  tags: ['warnings'],
  summary: 'Makes drafts of a file: MISP, STIX, CSAF, mail, Markdown or text. All reports in it, or none',
  who: 'member-or-key',
  scope: 'write:warnings',
  rate: 'file',
  request: {
    query: z.strictObject({
      /** What the file is called: for its title, and to be found again. What it is, its content says. */
      name: fields.name(300),
      /** *Are you the source?* If not, the outside source and its marking stay with it (R27). */
      ours: fields.flag(),
      attribution: attribution.default('off'),
      /** For a file that does not tell its language. */
      language: fields.language().optional(),
    }),
    body: fileBody('The file, at most 25 MB'),
  },
  responses: {
    201: json(
      z.strictObject({
        drafts: z.array(
          z.strictObject({
            number: z.string(),
            format: z.enum(CAPTURE_FORMATS),
            title: z.string(),
            exercise: z.boolean(),
            indicators: z.int(),
            /** What was odd in the file, and where. Texts are at `captured.<code>`. */
            notes: z.array(note).readonly(),
          }),
        ),
      }),
    ),
  },
})

/** The doors by which files come in. */
export const routes = (deps: ImportDeps) => [
  door(postImport, async ({ db, asker, query, body, language }) => ({
    drafts: await importFile(
      db,
      asker,
      {
        fileName: query.name,
        ours: query.ours,
        attribution: query.attribution,
        language: query.language ?? language,
        bytes: body,
      },
      deps,
    ),
  })),
]
