import type { Door, HttpDeps } from '#base/http/index.ts'
import { routes as association } from '#people/association/routes.ts'

/** What some modules need besides the ground, one line each with who needs it. */
export interface ApiDeps extends HttpDeps {}

/** The doors of each module. To add a module: its import, its name here. */
export const modules: readonly ((deps: ApiDeps) => readonly Door[])[] = [association]
