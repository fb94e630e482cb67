import type { Finding } from './file.ts'
import { isTest, matches } from './place.ts'
import { browser } from './rules.ts'
import type { Step } from './step.ts'

/** Follows what `starts` load, step by step, and tells each step that `refuse` has something against. */
function* follow(
  steps: Map<string, Step[]>,
  starts: string[],
  refuse: (step: Step) => string | undefined,
): Generator<Finding> {
  const loadedFrom = new Map(starts.map((path) => [path, path]))
  const queue = [...starts]
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const start = loadedFrom.get(file) ?? file
    for (const step of steps.get(file) ?? []) {
      if (step.entry.kind === 'type') continue
      const refusal = refuse(step)
      if (refusal) {
        const message = `imports ${step.entry.specifier}: ${refusal} (loaded from ${start})`
        yield { file, line: step.entry.line, message }
      } else if (step.target.kind === 'file' && !loadedFrom.has(step.target.path)) {
        loadedFrom.set(step.target.path, start)
        queue.push(step.target.path)
      }
    }
  }
}

/** The browser and the server are two programs. Neither may load what only the other can. */
export function* programs(steps: Map<string, Step[]>): Generator<Finding> {
  const paths = [...steps.keys()]
  const screens = paths.filter((path) => matches(path, browser.files) && !isTest(path))
  yield* follow(steps, screens, ({ target }) => {
    if (target.kind === 'node') return 'the browser has no Node'
    const server = target.kind === 'file' && matches(target.path, browser.never)
    return server ? 'this part of the server is not for the browser' : undefined
  })
  const served = paths.filter((path) => path.endsWith('.ts') && !matches(path, browser.folders))
  yield* follow(steps, served, ({ target }) =>
    target.kind === 'file' && /\.(tsx|css)$/.test(target.path) ? 'Node cannot load it' : undefined,
  )
}
