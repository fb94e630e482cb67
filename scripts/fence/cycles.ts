import type { Finding } from './file.ts'
import { isTest, placeOf } from './place.ts'
import { doorFiles } from './rules.ts'
import type { Step } from './step.ts'

/** One loop through `start`, as a list that begins and ends there; undefined when there is none. */
function loop(graph: Map<string, Set<string>>, start: string): string[] | undefined {
  const before = new Map<string, string>()
  const queue = [start]
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const path = [start]
        for (let at: string | undefined = node; at !== undefined && at !== start; at = before.get(at))
          path.unshift(at)
        return [start, ...path]
      }
      if (!before.has(next)) {
        before.set(next, node)
        queue.push(next)
      }
    }
  }
  return undefined
}

function* loops(graph: Map<string, Set<string>>): Generator<string[]> {
  const told = new Set<string>()
  for (const start of graph.keys()) {
    if (told.has(start)) continue
    const found = loop(graph, start)
    if (!found) continue
    for (const one of found) told.add(one)
    yield found
  }
}

/** Folders that import each other, and files that load each other (what is loaded late is loaded when both are there). */
export function* cycles(steps: Map<string, Step[]>): Generator<Finding> {
  const folders = new Map<string, Set<string>>()
  const files = new Map<string, Set<string>>()
  const add = (graph: typeof files, from: string, to: string) => {
    const known = graph.get(from) ?? new Set()
    graph.set(from, known.add(to))
  }
  for (const [from, list] of steps) {
    const here = placeOf(from)
    if (isTest(from)) continue
    for (const { entry, target } of list) {
      if (target.kind !== 'file') continue
      const loads = entry.kind === 'value' && !entry.late && from !== target.path
      if (loads) add(files, from, target.path)
      const there = placeOf(target.path)
      if (here.kind !== 'module' || there.kind !== 'module' || here.module === there.module) continue
      const typedCall = entry.kind === 'type' && (doorFiles.includes(there.file) || there.ring === 'doors')
      if (!typedCall) add(folders, here.module, there.module)
    }
  }
  for (const graph of [folders, files])
    for (const found of loops(graph)) {
      yield { file: found[0] ?? '', line: 1, message: `import loop: ${found.join(' → ')}` }
    }
}
