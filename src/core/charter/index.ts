/** The charter: what differs between associations is data, adopted in versions. */
export * from './charter.ts'
export * from './defaults.ts'
export * from './labels.ts'
