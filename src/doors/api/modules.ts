import { routes as audit } from '#base/audit/routes.ts'
import type { Door, HttpDeps } from '#base/http/index.ts'
import { routes as exports } from '#borders/export/routes.ts'
import { routes as intake } from '#borders/intake/routes.ts'
import { routes as agreements } from '#people/agreements/routes.ts'
import { routes as association } from '#people/association/routes.ts'
import { routes as directory } from '#people/directory/routes.ts'
import { routes as founding } from '#people/founding/routes.ts'
import { routes as groups } from '#people/groups/routes.ts'
import { routes as identity } from '#people/identity/routes.ts'
import { routes as membership } from '#people/membership/routes.ts'
import { routes as approval } from '#work/approval/routes.ts'
import { routes as deliveries } from '#work/deliveries/routes.ts'
import { routes as indicators } from '#work/indicators/routes.ts'
import { routes as obstacles } from '#work/obstacles/routes.ts'
import { routes as sanitisation } from '#work/sanitisation/routes.ts'
import { routes as warnings } from '#work/warnings/routes.ts'

/** The ground, and what some modules need besides. */
export type ApiDeps = HttpDeps &
  Parameters<typeof audit>[0] &
  Parameters<typeof directory>[0] &
  Parameters<typeof identity>[0] &
  Parameters<typeof intake>[0] &
  Parameters<typeof sanitisation>[0] &
  Parameters<typeof deliveries>[0] &
  Parameters<typeof warnings>[0]

/** The doors of each module. To add a module: its import, its name here. */
export const modules: readonly ((deps: ApiDeps) => readonly Door[])[] = [
  association,
  directory,
  identity,
  agreements,
  groups,
  membership,
  founding,
  audit,
  approval,
  obstacles,
  sanitisation,
  deliveries,
  warnings,
  indicators,
  intake,
  exports,
]
