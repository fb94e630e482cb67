import type { App } from './ground.ts'

/** Methods that some door at this path answers, `HEAD` and `OPTIONS` included; empty where there is no door. */
export function allowedMethods(app: App, path: string): string[] {
  const methods = new Set<string>()
  for (const route of app.routes) {
    if (route.method === 'ALL' || route.path.includes('*') || !pattern(route.path).test(path)) continue
    methods.add(route.method)
    if (route.method === 'GET') methods.add('HEAD')
  }
  return methods.size === 0 ? [] : [...methods, 'OPTIONS'].sort()
}

const patterns = new Map<string, RegExp>()

function pattern(route: string): RegExp {
  const known = patterns.get(route)
  if (known) return known
  const made = new RegExp(
    `^${route
      .split('/')
      .map((step) => (step.startsWith(':') ? '[^/]+' : step.replace(/[.+?^$()|[\]{}\\]/g, '\\$&')))
      .join('/')}$`,
  )
  patterns.set(route, made)
  return made
}
