import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textFiles } from './files.ts'

const COMMAND_FILE = /^src\/(.*\/commands|doors\/cli\/[\w-]+)\.ts$/

/** Names of the commands of `renkei`, as their files give them. */
function commandsOf(root: string): Set<string> {
  const names = new Set<string>()
  for (const { path, lines } of textFiles(root)) {
    if (!COMMAND_FILE.test(path)) continue
    for (const [, name = ''] of lines.join('\n').matchAll(/\bname: '([a-z][a-z -]*?)(?: [<[][^']*)?'/g))
      names.add(name)
  }
  return names
}

/** Commands of one line that are not there. */
function* missing(line: string, scripts: object, commands: Set<string>): Generator<string> {
  for (const [, name = ''] of line.matchAll(/\bnpm run ([\w:-]+)/g)) {
    if (!Object.hasOwn(scripts, name)) yield `npm run ${name}`
  }
  for (const [, one = '', two] of line.matchAll(/(?:npx |`)renkei ([a-z]+)(?: ([a-z]+))?/g)) {
    if (!commands.has(one) && !commands.has(`${one} ${two}`)) yield `renkei ${one}${two ? ` ${two}` : ''}`
  }
}

/** Commands and npm scripts that a document names and that are not there. */
export function* unknownCommands(root: string): Generator<string> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts?: object }
  const commands = commandsOf(root)
  for (const { path, lines } of textFiles(root)) {
    if (!path.endsWith('.md')) continue
    for (const [index, line] of lines.entries()) {
      for (const name of missing(line, manifest.scripts ?? {}, commands)) {
        yield `${path}:${index + 1} tells of ${name}, which is not there`
      }
    }
  }
}
