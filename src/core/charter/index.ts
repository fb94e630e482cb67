/** The charter: what differs between associations is data, adopted in versions. */
export * from './charter.ts'
export * from './defaults.ts'
export * from './faults.ts'
export * from './labels.ts'
