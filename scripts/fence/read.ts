import { parseSync } from 'oxc-parser'

/** One step from a file to another file or package, as it stands in the source. */
export interface Import {
  specifier: string
  /**
   * `type` is gone when the program runs. `import { type A }` is not: Node strips the name and still loads the
   * file, so only `import type` counts.
   */
  kind: 'value' | 'type'
  /** By `import(…)`, when it is wanted. */
  late?: true
  line: number
}

/** Something a file does that only some files may do. The rules say which. */
export type Deed =
  | 'reads the environment'
  | 'reads the clock'
  | 'sets a timer'
  | 'draws at random'
  | 'opens a connection'
  | 'ends or signals the process'
  | 'imports unseen'
  | 'builds a query'
  | 'waits'
  | 'acts when imported'
  | 'silences the compiler'

export interface Facts {
  imports: Import[]
  deeds: { deed: Deed; what: string; line: number }[]
  /** Every `as X`, `<X>y` and `y is X`, with all type names inside X. */
  casts: { names: string[]; line: number }[]
  /** Type aliases and interfaces with the type names that they mention. */
  types: { name: string; mentions: string[] }[]
  /** `import { A as B }`, where a guarded name could hide under another. */
  renamed: { from: string; to: string; line: number }[]
  /** `schema.table` names that queries of this file mention, and whether they write there. */
  tables: { name: string; writes: boolean; line: number }[]
}

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** Takes notes about one file. */
interface Notebook {
  source: string
  did(deed: Deed, what: string, node: { start: number }): void
  imported(specifier: string | undefined, kind: unknown, node: Node): void
  cast(node: Node): void
  declared(node: Node): void
  renamed(from: string | undefined, to: string | undefined, node: Node): void
  table(name: string, writes: boolean, at: { start: number }): void
}

const BUILDERS = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'])
const JOINS = new Set(['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'using', 'from'])
const TABLE_IN_SQL = /\b((?:delete\s+)?from|join|into|update)\s+(?:only\s+)?([a-z_]+\.[a-z_]+)\b(?!\s*\()/gi
const SILENCE = /@ts-(?:ignore|nocheck|expect-error)/

const CALLS: Record<string, Deed> = {
  Date: 'reads the clock',
  setTimeout: 'sets a timer',
  setInterval: 'sets a timer',
  setImmediate: 'sets a timer',
  fetch: 'opens a connection',
  require: 'imports unseen',
  createRequire: 'imports unseen',
  eval: 'imports unseen',
  randomUUID: 'draws at random',
  randomBytes: 'draws at random',
  randomInt: 'draws at random',
}

const MEMBERS: Record<string, Deed> = {
  'process.env': 'reads the environment',
  'import.meta.env': 'reads the environment',
  'process.exit': 'ends or signals the process',
  'process.kill': 'ends or signals the process',
  'process.abort': 'ends or signals the process',
  'process.on': 'ends or signals the process',
  'process.once': 'ends or signals the process',
  'Date.now': 'reads the clock',
  'performance.now': 'reads the clock',
  'Temporal.Now': 'reads the clock',
  'Math.random': 'draws at random',
  'crypto.randomUUID': 'draws at random',
  'crypto.getRandomValues': 'draws at random',
  'import.meta.glob': 'imports unseen',
  'navigator.sendBeacon': 'opens a connection',
}

const MADE: Record<string, Deed> = {
  WebSocket: 'opens a connection',
  EventSource: 'opens a connection',
  XMLHttpRequest: 'opens a connection',
  Function: 'imports unseen',
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const named = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier' ? (node.name as string) : undefined

const text = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

/** `process.env` → 'process.env' */
function member(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'MemberExpression') return undefined
  const object =
    isNode(node.object) && node.object.type === 'MetaProperty' ? 'import.meta' : named(node.object)
  return `${object}.${named(node.property) ?? text(node.property)}`
}

/** Every node below `root`, itself first; not what lies below a node of a `closed` kind. */
function* walk(root: unknown, closed?: Set<string>): Generator<Node> {
  if (Array.isArray(root)) {
    for (const one of root) yield* walk(one, closed)
  } else if (isNode(root) && !closed?.has(root.type)) {
    yield root
    for (const key in root) if (typeof root[key] === 'object') yield* walk(root[key], closed)
  }
}

/** A type with a function in it does not hold what the function returns. */
const FUNCTIONS = new Set([
  'TSFunctionType',
  'TSMethodSignature',
  'TSConstructorType',
  'TSCallSignatureDeclaration',
])

/** All names of types below `root`; of `a.b.C` the last. */
function typeNames(root: unknown): string[] {
  const names = new Set<string>()
  for (const node of walk(root, FUNCTIONS)) {
    const name = node.type === 'TSImportType' ? node.qualifier : node.typeName
    if (isNode(name)) names.add(named(name) ?? named(name.right) ?? '')
  }
  return [...names]
}

/** Constants at the top level of a file. Filling one of them where it is made touches nothing else. */
function declaredHere(body: unknown): Set<string> {
  const names = new Set<string>()
  for (const node of body as Node[]) {
    const declaration = (node.type === 'ExportNamedDeclaration' ? node.declaration : node) as Node | null
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { id } of declaration.declarations as { id: unknown }[]) names.add(named(id) ?? '')
  }
  return names
}

/** `x.set(1)` → x; nothing for a plain call. */
function rootObject(expression: unknown): string | undefined {
  const callee = isNode(expression) && expression.type === 'CallExpression' ? expression.callee : undefined
  return isNode(callee) && callee.type === 'MemberExpression' ? named(callee.object) : undefined
}

const importing = (node: Node, notes: Notebook) =>
  notes.imported(text(node.source), node.importKind ?? node.exportKind, node)

const waiting = (node: Node, notes: Notebook) => {
  if (node.async) notes.did('waits', 'async', node)
}

const casting = (node: Node, notes: Notebook) => notes.cast(node)
const declaring = (node: Node, notes: Notebook) => notes.declared(node)

/** What is worth noting, by the kind of node. */
const readers: Record<string, (node: Node, notes: Notebook) => void> = {
  ImportDeclaration: importing,
  ExportAllDeclaration: importing,
  ExportNamedDeclaration: (node, notes) => {
    if (node.source) importing(node, notes)
  },
  ImportSpecifier: (node, notes) => notes.renamed(named(node.imported), named(node.local), node),
  ExportSpecifier: (node, notes) => notes.renamed(named(node.local), named(node.exported), node),
  ImportExpression: (node, notes) => {
    const name = text(node.source)
    if (name === undefined) notes.did('imports unseen', 'import(…) of a computed name', node)
    else notes.imported(name, 'late', node)
  },
  TSImportType: (node, notes) => notes.imported(text(node.source), 'type', node),
  TSImportEqualsDeclaration: (node, notes) => notes.did('imports unseen', 'import … = require(…)', node),
  TSAsExpression: casting,
  TSTypeAssertion: casting,
  TSTypePredicate: casting,
  TSTypeAliasDeclaration: declaring,
  TSInterfaceDeclaration: declaring,
  AwaitExpression: (node, notes) => notes.did('waits', 'await', node),
  FunctionDeclaration: waiting,
  FunctionExpression: waiting,
  ArrowFunctionExpression: waiting,
  MemberExpression: (node, notes) => {
    const name = member(node) ?? ''
    if (MEMBERS[name]) notes.did(MEMBERS[name], name, node)
  },
  NewExpression: (node, notes) => {
    const name = named(node.callee) ?? ''
    const given = node.arguments as Node[]
    if (name === 'Date' && given.length === 0) notes.did('reads the clock', 'new Date()', node)
    if (MADE[name]) notes.did(MADE[name], `new ${name}`, node)
    // `new Worker(new URL('./worker.ts', import.meta.url))` loads a file as surely as an import does.
    const target = name === 'URL' && member(given[1]) === 'import.meta.url' ? text(given[0]) : undefined
    if (target && /\.[cm]?[jt]sx?$/.test(target)) notes.imported(target, 'value', node)
  },
  TaggedTemplateExpression: (node, notes) => {
    if (named(node.tag) !== 'sql' && !member(node.tag)?.startsWith('sql.')) return
    notes.did('builds a query', 'sql`…`', node)
    for (const found of notes.source.slice(node.start, node.end).matchAll(TABLE_IN_SQL)) {
      const [, word = '', name = ''] = found
      notes.table(name.toLowerCase(), /^(delete|into|update)/i.test(word), {
        start: node.start + found.index,
      })
    }
  },
  CallExpression: (node, notes) => {
    const name = named(node.callee) ?? ''
    if (CALLS[name]) notes.did(CALLS[name], name, node)
    const method = isNode(node.callee) ? (named(node.callee.property) ?? '') : ''
    if (BUILDERS.has(method)) notes.did('builds a query', method, node)
    if (!BUILDERS.has(method) && !JOINS.has(method)) return
    const given = (node.arguments as Node[]).flatMap((one) =>
      one.type === 'ArrayExpression' ? (one.elements as Node[]) : [one],
    )
    for (const one of given) {
      const table = text(one)?.match(/^([a-z_]+\.[a-z_]+)(?: as \w+)?$/)?.[1]
      if (table) notes.table(table, BUILDERS.has(method) && method !== 'selectFrom', one)
    }
  },
}

/**
 * What the fence needs to know about one file. Reads syntax only, so it sees every spelling of an import that the
 * language has, and nothing that a file computes: an import whose name is computed is reported as unseen.
 * @throws Error when the file is not valid TypeScript
 */
export function readFacts(path: string, source: string): Facts {
  const parsed = parseSync(path, source)
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`)
  const starts = [...source.matchAll(/^/gm)].map((found) => found.index)
  const line = (node: { start: number }) => starts.findLastIndex((start) => start <= node.start) + 1

  const facts: Facts = { imports: [], deeds: [], casts: [], types: [], renamed: [], tables: [] }
  const notes: Notebook = {
    source,
    did: (deed, what, node) => facts.deeds.push({ deed, what, line: line(node) }),
    imported: (specifier, kind, node) =>
      facts.imports.push({
        specifier: specifier ?? '',
        kind: kind === 'type' ? 'type' : 'value',
        ...(kind === 'late' && { late: true }),
        line: line(node),
      }),
    cast: (node) => facts.casts.push({ names: typeNames(node.typeAnnotation), line: line(node) }),
    declared: (node) =>
      facts.types.push({
        name: named(node.id) ?? '',
        mentions: typeNames([node.typeAnnotation, node.body, node.extends]),
      }),
    renamed: (from, to, node) => {
      if (from && to && from !== to) facts.renamed.push({ from, to, line: line(node) })
    },
    table: (name, writes, at) => facts.tables.push({ name, writes, line: line(at) }),
  }

  for (const comment of parsed.comments) {
    if (SILENCE.test(comment.value)) notes.did('silences the compiler', comment.value.trim(), comment)
  }
  const own = declaredHere(parsed.program.body)
  for (const statement of parsed.program.body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type === 'Literal') continue
    if (own.has(rootObject(statement.expression) ?? '')) continue
    notes.did('acts when imported', source.slice(statement.start).split('\n')[0] ?? '', statement)
  }
  for (const node of walk(parsed.program)) readers[node.type]?.(node, notes)
  return facts
}
