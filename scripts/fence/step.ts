import { isTest, matches, type Place, placeOf, roleOf } from './place.ts'
import type { Import } from './read.ts'
import * as rules from './rules.ts'
import type { Target, Tree } from './tree.ts'

/** One import with both its ends known. */
export interface Step {
  from: string
  place: Place
  entry: Import
  target: Target
}

type Module = Extract<Place, { kind: 'module' }>
type ToFile = Step & { target: { kind: 'file'; path: string } }

const obeysRoles = (place: Module) => place.ring === 'people' || place.ring === 'work'

const onlyFor = (what: string, rule: { only: string[]; because: string }) =>
  `${what} is for ${rule.only.join(', ') || 'no file'}: ${rule.because}`

/** May this ring and folder know that one at all? */
function refusedByRing(here: Module, there: Module): string | undefined {
  const [inner, outer] = [rules.rings.indexOf(there.ring), rules.rings.indexOf(here.ring)]
  if (inner > outer) {
    return `${here.ring} may not know ${there.ring}: rings import inwards (${rules.rings.join(' < ')})`
  }
  if (inner < outer) return undefined
  const order = rules.order[here.ring]
  if (order) {
    const allowed = order.folders.indexOf(there.folder) < order.folders.indexOf(here.folder)
    return allowed ? undefined : `${here.folder} comes before ${there.folder}: ${order.because}`
  }
  const [from, to] = [`${here.ring}/${here.folder}`, `${there.ring}/${there.folder}`]
  const listed = rules.edges.some((edge) => edge.from === from && edge.to === to)
  return listed ? undefined : `no step from ${from} to ${to} is listed in rules.ts`
}

/** May this file, where it stands, open that one? */
function refusedByWall(here: Module, step: ToFile): string | undefined {
  const { path } = step.target
  const { kind, specifier } = step.entry
  const there = placeOf(path)
  if (there.kind === 'module' && there.module === here.module) {
    return specifier.startsWith('#')
      ? 'inside a module steps are ./; a # is a step through a wall'
      : undefined
  }
  const { closed } = rules
  if (closed.files.includes(path) || closed.folders.some((folder) => path.startsWith(folder))) {
    return kind === 'type' && path.startsWith('src/') ? undefined : closed.because
  }
  if (path === 'src/config.ts') {
    return kind === 'type' || here.ring === 'doors'
      ? undefined
      : 'configuration is read once and handed on; others know its type'
  }
  if (there.kind !== 'module') return `${path} belongs to no module`
  if (!specifier.startsWith('#')) {
    return 'across modules steps are #ring/module/index.ts; a # is a step through a wall'
  }
  if (there.test) return 'nothing imports a test'

  const typedCall = kind === 'type' && there.file === 'routes.ts' && step.from.endsWith('.tsx')
  const byDoor = here.ring === 'doors' && rules.doorFiles.includes(there.file)
  const late = step.entry.late && rules.lateFiles.includes(path)
  if (there.file !== 'index.ts' && !typedCall && !byDoor && !late) {
    return 'another module is entered through its index.ts (doors: also its routes, screens, site, jobs, commands)'
  }
  return refusedByRing(here, there)
}

/** What a file's own name forbids, in `people` and `work`. */
function refusedByRole(here: Module, step: Step): string | undefined {
  if (!obeysRoles(here)) return undefined
  const role = roleOf(step.from)
  const rule = rules.roles[role]
  const refusal = `${role}: ${rule.because}`
  if (step.target.kind === 'node') return role === 'noun' || role === 'screens' ? refusal : undefined
  if (step.target.kind !== 'file') return undefined
  const there = placeOf(step.target.path)
  if (there.kind !== 'module' || there.ring === 'core') return undefined
  const granted =
    there.module === here.module
      ? rule.inside[roleOf(step.target.path)]
      : there.ring === 'base'
        ? rule.base[there.folder]
        : rule.neighbours
  return granted === 'value' || (granted === 'type' && step.entry.kind === 'type') ? undefined : refusal
}

/** The line of rules.ts about a package. */
export const packageRule = (name: string) => rules.packages.find((one) => matches(name, one.names))

function refusedPackage(tree: Tree, step: Step, name: string): string | undefined {
  const declared = tree.dependencies.get(name)
  if (!declared) return `${name} is not in package.json`
  if (step.place.kind === 'outside' || isTest(step.from)) return undefined
  const rule = packageRule(name)
  if (!rule) return `${name} has no line in rules.ts`
  if (declared === 'development') return `${name} is for development; what runs may not need it`
  // A neighbour in base, and the assembly, may name the type of what the owner hands out.
  const typeOnly =
    step.entry.kind === 'type' &&
    (step.place.kind === 'assembly' || (step.place.kind === 'module' && step.place.ring === 'base'))
  if (!typeOnly && !matches(step.from, rule.only)) return onlyFor(name, rule)
  const pure = step.place.kind === 'module' && step.place.ring === 'core'
  return pure && !rules.pure.names.includes(name) ? rules.pure.because : undefined
}

function refusedBuiltin(step: Step, name: string): string | undefined {
  if (!name.startsWith('node:')) return `say node:${name}`
  if (step.place.kind === 'outside' || isTest(step.from)) return undefined
  if (step.place.kind === 'module' && step.place.ring === 'core') {
    return 'core is pure: it runs in the browser too'
  }
  if (step.entry.kind === 'type') return undefined
  const rule = rules.builtins.find((one) => one.names.includes(name))
  if (rule && !matches(step.from, rule.only)) return onlyFor(name, rule)
  return step.place.kind === 'module' ? refusedByRole(step.place, step) : undefined
}

/** Why a step is refused; undefined when it is allowed. */
export function refused(tree: Tree, step: Step): string | undefined {
  const { target, place } = step
  if (target.kind === 'nowhere') return 'leads nowhere'
  if (target.kind === 'package') return refusedPackage(tree, step, target.name)
  if (target.kind === 'node') return refusedBuiltin(step, target.name)
  if (place.kind !== 'module') return undefined
  if (place.test) {
    const past =
      place.ring === 'core' && target.path.startsWith('src/') && !target.path.startsWith('src/core/')
    return past ? 'tests of core need core alone, so that they stay instant' : undefined
  }
  return refusedByWall(place, { ...step, target }) ?? refusedByRole(place, step)
}
