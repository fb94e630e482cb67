import { isTest, matches, type Place, placeOf, roleOf } from './place.ts'
import type { Facts } from './read.ts'
import * as rules from './rules.ts'
import type { Tree } from './tree.ts'

export interface Finding {
  file: string
  line: number
  message: string
}

/** What a file does beside importing, held against the rules. Tests and scripts may do everything. */
export function* deeds(path: string, facts: Facts): Generator<Finding> {
  const place = placeOf(path)
  if (place.kind === 'outside' || isTest(path)) return
  for (const { deed, what, line } of facts.deeds) {
    for (const rule of rules.deeds.filter((one) => one.deed === deed)) {
      const refused = rule.never ? matches(path, rule.never) : !matches(path, rule.only ?? [])
      if (refused) yield { file: path, line, message: `${deed} (${what}): ${rule.because}` }
    }
  }
  if (place.kind !== 'module' || (place.ring !== 'people' && place.ring !== 'work')) return
  const role = rules.roles[roleOf(path)]
  const waiting = facts.deeds.find(({ deed }) => deed === 'waits')
  if (waiting && !role.waits) {
    const { what, line } = waiting
    yield { file: path, line, message: `waits (${what}): ${role.because}` }
  }
  yield* foreignTables(path, place, facts)
}

function* foreignTables(path: string, place: Place & { kind: 'module' }, facts: Facts): Generator<Finding> {
  const modules = new Set(Object.values(rules.folders).flatMap((ring) => Object.keys(ring)))
  for (const { name, writes, line } of facts.tables) {
    const owner = (name.split('.')[0] ?? '').replaceAll('_', '-')
    const granted =
      !writes && rules.foreignTables.some((one) => one.table === name && matches(path, one.readers))
    if (owner === place.folder || !modules.has(owner) || granted) continue
    yield { file: path, line, message: `${writes ? 'writes' : 'reads'} ${name}, another module's table` }
  }
}

/** All names of types that hold a guarded type, however deep. */
export function guardedNames(tree: Tree): Set<string> {
  const names = new Set(rules.guarded.names)
  const types = [...tree.files.values()].flatMap((facts) => facts.types)
  for (let before = -1; before !== names.size; ) {
    before = names.size
    for (const type of types) if (type.mentions.some((one) => names.has(one))) names.add(type.name)
  }
  return names
}

/** Casts to a guarded type by anybody but its makers. */
export function* casts(path: string, facts: Facts, names: Set<string>): Generator<Finding> {
  if (!path.startsWith('src/') || isTest(path) || matches(path, rules.guarded.makers)) return
  for (const cast of facts.casts) {
    const name = cast.names.find((one) => names.has(one))
    if (name) yield { file: path, line: cast.line, message: `casts to ${name}: ${rules.guarded.because}` }
  }
  for (const { from, to, line } of facts.renamed) {
    if (!rules.guarded.names.includes(from)) continue
    yield { file: path, line, message: `calls ${from} ${to}: a guarded type keeps its name` }
  }
}

/** A file whose folder has no line in the rules. */
export function* homeless(path: string): Generator<Finding> {
  const place = placeOf(path)
  const top = path.split('/')[0] ?? ''
  const known =
    place.kind === 'module'
      ? Object.hasOwn(rules.folders[place.ring], place.folder)
      : place.kind === 'outside'
        ? !path.includes('/') || Object.hasOwn(rules.outside, top)
        : place.kind === 'assembly'
  if (known) return
  const folder = path.slice(0, path.lastIndexOf('/'))
  const message = `is in ${folder}/, a folder without a rule: say in scripts/fence/rules.ts what it is for`
  yield { file: path, line: 1, message }
}
