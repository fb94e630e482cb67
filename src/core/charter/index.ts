/** The charter: what differs between associations is data, adopted in versions. */
export * from './charter.ts'
export * from './defaults.ts'
export * from './differences.ts'
export * from './faults.ts'
export * from './labels.ts'
export * from './opening.ts'
export * from './roles.ts'
export * from './steps.ts'
