import type { Reachable } from '#base/ui/index.ts'

/** Looks for items on the server, for the palette. Nothing yet: the screens add their own. */
export const find = (_query: string): Promise<readonly Reachable[]> => Promise.resolve([])
