import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { unknownCommands } from './commands.ts'
import { textFiles } from './files.ts'

const LINK = /\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)/g
const MENTION = /(?<![\w/.-])([\w.-]+\/)*[A-Z][A-Z_-]{3,}\.md\b/g
const RULE = /\bR([1-9]\d?)\b(?![\w-])/g
const VARIABLE = /\b(?:RENKEI_(?!TEST_)[A-Z_]*[A-Z]|DATABASE_(?:OWNER_)?URL|SMTP_URL|MAIL_FROM|HOST|PORT)\b/g

const read = (root: string, path: string) => {
  const full = join(root, path)
  return existsSync(full) ? readFileSync(full, 'utf8') : ''
}

const outsideCode = (line: string) => line.replace(/`[^`]*`/g, '')

/** Links of one line of a document, and documents that any line names, as paths from the root. */
function* pointers(path: string, line: string): Generator<[said: string, ...possible: string[]]> {
  const near = (target: string) => normalize(join(dirname(path), target))
  if (path.endsWith('.md')) {
    for (const [, target = ''] of outsideCode(line).matchAll(LINK)) {
      if (!/^[a-z]+:/.test(target)) yield [target, near(target)]
    }
  }
  for (const [mention] of line.matchAll(MENTION)) yield [mention, mention, near(mention)]
}

function* brokenLinks(root: string): Generator<string> {
  for (const { path, lines } of textFiles(root)) {
    for (const [index, line] of lines.entries()) {
      for (const [said, ...possible] of pointers(path, line)) {
        if (possible.some((target) => existsSync(join(root, target)))) continue
        yield `${path}:${index + 1} points to ${said}, which is not there`
      }
    }
  }
}

/** Rule numbers that the code cites and the rules lack. */
function* unknownRules(root: string): Generator<string> {
  const known = new Set(
    [...read(root, 'docs/sharing-rules.md').matchAll(/^\| (R\d+) \|/gm)].map((row) => row[1]),
  )
  for (const { path, lines } of textFiles(root)) {
    if (!/^(src|test|docs)\//.test(path) || !/\.(ts|tsx|sql|md)$/.test(path)) continue
    for (const [index, line] of lines.entries()) {
      for (const [rule] of line.matchAll(RULE)) {
        if (!known.has(rule)) yield `${path}:${index + 1} cites ${rule}, which docs/sharing-rules.md lacks`
      }
    }
  }
}

function* untoldDependencies(root: string): Generator<string> {
  const manifest = JSON.parse(read(root, 'package.json')) as Record<string, Record<string, string>>
  const told = read(root, 'docs/decisions/dependencies.md')
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const name of Object.keys(manifest[group] ?? {})) {
      if (!told.includes(`\`${name}\``)) yield `docs/decisions/dependencies.md gives no reason for ${name}`
    }
  }
}

/** The configuration that the code reads is the configuration that the operator is told about. */
function* untoldConfiguration(root: string): Generator<string> {
  const variables = (text: string) => new Set(text.match(VARIABLE) ?? [])
  const code = variables(read(root, 'src/config.ts'))
  const told = variables(read(root, 'docs/operations.md'))
  for (const name of code) if (!told.has(name)) yield `docs/operations.md does not tell of ${name}`
  for (const name of told)
    if (!code.has(name)) yield `docs/operations.md tells of ${name}, which src/config.ts does not read`
}

/** Whether what the documents say about the repository can be so. */
export function checkDocuments(root: string): string[] {
  return [
    ...brokenLinks(root),
    ...unknownRules(root),
    ...untoldDependencies(root),
    ...untoldConfiguration(root),
    ...unknownCommands(root),
  ]
}
