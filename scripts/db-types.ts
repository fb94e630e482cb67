/**
 * Writes src/base/db/tables.ts: the migrated database as types for the query builder.
 * `--check` writes nothing and fails when the file is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { freshDatabase } from '../test/support/database.ts'

const TARGET = join(import.meta.dirname, '../src/base/db/tables.ts')
/** Schemas that are not ours to query: the queue's own and the server's. */
const LEFT_OUT = ['pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'public', 'queue']

interface Column {
  schema: string
  relation: string
  is_view: boolean
  relation_comment: string | null
  name: string
  type: string
  element: string | null
  required: boolean
  has_default: boolean
  always_generated: boolean
  comment: string | null
  choices: string | null
}

const CATALOGUE = `
  select n.nspname as schema, c.relname as relation, c.relkind in ('v', 'm') as is_view,
         obj_description(c.oid, 'pg_class') as relation_comment,
         a.attname as name, t.typname as type, e.typname as element,
         a.attnotnull as required, a.atthasdef or a.attidentity <> '' as has_default,
         a.attgenerated <> '' or a.attidentity = 'a' as always_generated,
         col_description(c.oid, a.attnum) as comment,
         (select pg_get_constraintdef(k.oid) from pg_constraint k
           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
             and pg_get_constraintdef(k.oid) like 'CHECK ((% = ANY (ARRAY[%' limit 1) as choices
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
   where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname <> all ($1)
   order by 1, 2, a.attnum`

const SCALARS: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  timestamptz: 'Date',
}

function choices(column: Column): string | undefined {
  const list = /^CHECK \(\((?:\w+|\(\w+\)::text) = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(column.choices ?? '')?.[1]
  if (!list) return undefined
  const values = [...list.matchAll(/'((?:[^']|'')*)'::/g)].map((match) =>
    JSON.stringify(match[1]?.replaceAll("''", "'")),
  )
  return values.length ? values.join(' | ').replaceAll('"', "'") : undefined
}

function typeOf(column: Column): string {
  if (column.element) {
    const element = SCALARS[column.element] ?? 'string'
    return `${element}[]`
  }
  return choices(column) ?? SCALARS[column.type] ?? 'string'
}

function property(column: Column): string {
  const nullable = !column.required && typeOf(column) !== 'unknown'
  const type = nullable ? `${typeOf(column)} | null` : typeOf(column)
  const written = column.is_view || column.always_generated ? `ColumnType<${type}, never, never>` : type
  const typed = column.has_default && !column.always_generated ? `Generated<${written}>` : written
  const doc = column.comment ? `  /** ${column.comment.replaceAll('*/', '* /')} */\n` : ''
  return `${doc}  ${/^[a-z_][a-z0-9_]*$/i.test(column.name) ? column.name : `'${column.name}'`}: ${typed}\n`
}

const pascal = (text: string) => text.replace(/(?:^|[_-])(\w)/g, (_, first: string) => first.toUpperCase())

function render(columns: Column[]): string {
  const relations = Map.groupBy(columns, (column) => `${column.schema}.${column.relation}`)
  const interfaces = [...relations].map(([name, own]) => {
    const doc = own[0]?.relation_comment ? `/** ${own[0].relation_comment.replaceAll('*/', '* /')} */\n` : ''
    return `${doc}export interface ${interfaceName(name)} {\n${own.map(property).join('')}}\n`
  })
  const all = [...relations.keys()].map((name) => `  '${name}': ${interfaceName(name)}\n`).join('')
  const imports = ['ColumnType', 'Generated'].filter((name) =>
    interfaces.some((text) => text.includes(`${name}<`)),
  )
  return [
    '// Written by `npm run db:types` from a migrated database. Do not edit.',
    `import type { ${imports.join(', ')} } from 'kysely'\n`,
    ...interfaces,
    `/** Every table and view, by its full name. */\nexport interface Tables {\n${all}}\n`,
  ].join('\n')
}

function interfaceName(name: string): string {
  const [schema = '', relation = ''] = name.split('.')
  return pascal(schema) === pascal(relation) ? pascal(schema) : pascal(schema) + pascal(relation)
}

async function generate(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<Column>(CATALOGUE, [LEFT_OUT])
  return render(rows)
}

const afterwards: (() => Promise<void>)[] = []
const { owner } = await freshDatabase({ after: (fn) => void afterwards.push(fn as () => Promise<void>) })
try {
  const text = await generate(owner)
  if (process.argv.includes('--check')) {
    if ((await readFile(TARGET, 'utf8')) !== text) {
      console.error('src/base/db/tables.ts is out of date: run "npm run db:types".')
      process.exitCode = 1
    }
  } else {
    await writeFile(TARGET, text)
  }
} finally {
  for (const fn of afterwards) await fn()
}
