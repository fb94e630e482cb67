import type { App, AppPage, Door, LiveHub, StaticFiles } from '#base/http/index.ts'
import { createGround, hang, hangFiles, liveDoors } from '#base/http/index.ts'
import { problemPage } from '#base/page/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { openFonts } from './fonts.ts'
import { health } from './health.ts'
import { looks } from './looks.ts'
import type { ApiDeps } from './modules.ts'
import { modules } from './modules.ts'
import { describeSecurity, doorsOf, openApi } from './open-api.ts'
import { apiPage, errorPage } from './pages.ts'

export type { ApiDeps } from './modules.ts'

/** What hangs in the router beside the doors of the modules. */
export interface ApiParts {
  readonly version: string
  readonly live: LiveHub
  /** Doors of other assemblies: public pages, the development mailbox. They come before the app. */
  readonly doors?: readonly Door[]
  readonly files?: readonly StaticFiles[]
  /** Null: not built. */
  readonly app?: AppPage | null
}

/**
 * The whole HTTP interface as one function, `app.fetch`: every door of every module, the live streams, OpenAPI at
 * `/api/openapi.json`, the readable page at `/api`, `/healthz`, files and the browser app.
 */
export function createApi(deps: ApiDeps, parts: ApiParts): App {
  const app = createGround(deps, problemPage)
  describeSecurity(app)

  let document: ReturnType<typeof openApi> | undefined
  const described = () => (document ??= openApi(app, parts.version, deps.origin()))
  app.get('/api/openapi.json', (context) => context.json(described()))
  hang(app, deps, [apiPage(() => doorsOf(described())), errorPage, health(deps)])
  hang(app, deps, liveDoors(parts.live, looks))
  for (const routes of modules) hang(app, deps, routes(deps))
  hang(app, deps, parts.doors ?? [])
  hangFiles(app, deps, [openFonts(), ...(parts.files ?? [])], parts.app ?? notBuilt)
  return app
}

/** Instead of the app, where nobody has built it. */
const notBuilt: AppPage = {
  knows: () => true,
  page() {
    throw new Refusal('app_not_built')
  },
}
