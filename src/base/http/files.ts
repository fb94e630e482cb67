import { encoded, encodingFor } from './compress.ts'
import { type App, type HttpDeps, languageOf, nonceOf } from './ground.ts'
import { limits } from './limits.ts'

/** Files that browsers load, found by their exact paths alone. */
export interface StaticFiles {
  /** Null where there is none. `/assets/main-1a2b.js` */
  file(path: string): StaticFile | null
}

export interface StaticFile {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  /** How long browsers may keep it; else for ever, since its name holds its hash. */
  readonly days?: number
}

/** The browser app: one page for all its addresses, made for one response. */
export interface AppPage {
  /** Whether the app has this address; behind it there may be nothing. */
  knows(path: string): boolean
  page(made: { readonly nonce: string; readonly language: string }): string
}

/** First steps of paths that are never addresses of the app. */
const notApp = /^\/(?:api|healthz|dev|assets|fonts)(?:\/|$)/

const kept = ({ days }: StaticFile): string =>
  days === undefined ? 'public, max-age=31536000, immutable' : `public, max-age=${days * 86_400}`

async function send(file: StaticFile, accept: string | undefined): Promise<Response> {
  const encoding = encodingFor(file, accept)
  return new Response(encoding ? await encoded(file, encoding) : file.body, {
    headers: {
      'content-type': file.type,
      'cache-control': kept(file),
      vary: 'Accept-Encoding',
      ...(encoding && { 'content-encoding': encoding }),
    },
  })
}

/**
 * Hangs files and the browser app behind all other doors. A file is found by its exact name, so no path can climb
 * out of a folder. Every other address that a person
 * opens gets the app's page, the same for all: whether a thing exists is asked by the app, at the doors. Where the
 * app has no such address, it comes with 404.
 */
export function hangFiles(
  app: App,
  deps: Pick<HttpDeps, 'language'>,
  files: readonly StaticFiles[],
  appPage: AppPage | null,
): void {
  app.get('*', async (context) => {
    const { path } = context.req
    for (const one of files) {
      const found = path.length < limits.line ? one.file(path) : null
      if (found) return send(found, context.req.header('accept-encoding'))
    }
    const accept = context.req.header('accept') ?? '*/*'
    const opened = !notApp.test(path) && !/\.[a-z0-9]{1,6}$/i.test(path) && /text\/html|\*\/\*/.test(accept)
    if (!appPage || !opened) return context.notFound()
    const language = languageOf(context, deps.language)
    return new Response(appPage.page({ nonce: nonceOf(context), language }), {
      status: appPage.knows(path) ? 200 : 404,
      headers: { 'content-type': 'text/html; charset=UTF-8', 'content-language': language },
    })
  })
}
