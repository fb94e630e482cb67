import { routes as audit } from '#base/audit/routes.ts'
import type { Door, HttpDeps } from '#base/http/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { routes as association } from '#people/association/routes.ts'
import { type WarningDeps, routes as warnings } from '#work/warnings/routes.ts'

/** The ground, and what some modules need besides. */
export type ApiDeps = HttpDeps & WarningDeps & { readonly keys: Keys }

/** The doors of each module. To add a module: its import, its name here. */
export const modules: readonly ((deps: ApiDeps) => readonly Door[])[] = [association, warnings, audit]
