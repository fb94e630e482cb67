/** Written by `npm run db:types` from a migrated database. */
// biome-ignore lint/suspicious/noExplicitAny: until the first generation
export type Tables = any
