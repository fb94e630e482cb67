import type { App } from '#base/http/index.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** One door as OpenAPI tells it. */
export interface DescribedDoor {
  readonly method: string
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly who: string
  readonly fresh: boolean
}

/** The OpenAPI 3.1 document of the running router, made once from the doors that hang in it. */
export const openApi = (app: App, version: string, origin: string) =>
  app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Renkei',
      version,
      description:
        'Whatever the screens can do. Every refusal is a problem document (RFC 9457). A browser tells under which ' +
        'appointment it acts by the header X-Renkei-Acting-As; a key is bound to its team and roles.',
    },
    servers: [{ url: origin }],
  })

/** Registers how one may be known. Once, before the document is made. */
export function describeSecurity(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'renkei',
    description: 'Set by signing in; the name carries the installation’s id.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rnk_…',
  })
}

/** The doors of a document, by tag and path. */
export function doorsOf(document: ReturnType<typeof openApi>): DescribedDoor[] {
  const doors: DescribedDoor[] = []
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const method of methods) {
      const operation = item[method]
      if (operation)
        doors.push({
          method: method.toUpperCase(),
          path,
          operationId: operation.operationId ?? '',
          tag: operation.tags?.[0] ?? '',
          summary: operation.summary ?? '',
          who: String(operation['x-renkei-who']),
          fresh: 'x-renkei-fresh' in operation,
        })
    }
  return doors.sort((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path))
}
