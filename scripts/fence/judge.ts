import { cycles } from './cycles.ts'
import { casts, deeds, type Finding, guardedNames, homeless } from './file.ts'
import { matches, placeOf } from './place.ts'
import { programs } from './programs.ts'
import * as rules from './rules.ts'
import { packageRule, refused, type Step } from './step.ts'
import { follow, type Tree } from './tree.ts'

export interface Judgement {
  errors: Finding[]
  /** Rules that no longer match anything. */
  warnings: string[]
}

function allSteps(tree: Tree): Map<string, Step[]> {
  const steps = new Map<string, Step[]>()
  for (const [from, facts] of tree.files) {
    const place = placeOf(from)
    const list = facts.imports.map((entry) => ({
      from,
      place,
      entry,
      target: follow(tree, from, entry.specifier),
    }))
    steps.set(from, list)
  }
  return steps
}

function* unmatched(tree: Tree, steps: Map<string, Step[]>): Generator<string> {
  const paths = [...tree.files.keys()]
  for (const ring of rules.rings) {
    for (const folder of Object.keys(rules.folders[ring])) {
      if (paths.some((path) => path.startsWith(`src/${ring}/${folder}/`))) continue
      yield `src/${ring}/${folder} has a rule and no file`
    }
  }
  const taken = [...steps.values()].flat()
  for (const { from, to } of rules.edges) {
    const used = taken.some(
      (step) =>
        step.from.startsWith(`src/${from}/`) &&
        step.target.kind === 'file' &&
        step.target.path.startsWith(`src/${to}/`),
    )
    if (!used) yield `the step from ${from} to ${to} is listed and not taken`
  }
  const dependencies = [...tree.dependencies.keys()]
  for (const pattern of rules.packages.flatMap((one) => one.names)) {
    if (!dependencies.some((name) => matches(name, [pattern]))) {
      yield `${pattern} has a rule and is not in package.json`
    }
  }
  for (const { table, readers } of rules.foreignTables) {
    if (!paths.some((path) => matches(path, readers))) yield `${table} is granted to no file`
  }
}

/** Holds a tree against the rules. Pure: the same tree gives the same judgement. */
export function judge(tree: Tree): Judgement {
  const steps = allSteps(tree)
  const names = guardedNames(tree)
  const errors: Finding[] = []
  for (const [path, facts] of tree.files) {
    errors.push(...homeless(path), ...deeds(path, facts), ...casts(path, facts, names))
    for (const step of steps.get(path) ?? []) {
      const refusal = refused(tree, step)
      if (!refusal) continue
      errors.push({
        file: path,
        line: step.entry.line,
        message: `imports ${step.entry.specifier}: ${refusal}`,
      })
    }
  }
  for (const [name, kind] of tree.dependencies) {
    if (packageRule(name)) continue
    const message = `${kind} ${name} has no line in scripts/fence/rules.ts`
    errors.push({ file: 'package.json', line: 1, message })
  }
  errors.push(...programs(steps), ...cycles(steps))
  return { errors, warnings: [...unmatched(tree, steps)] }
}
