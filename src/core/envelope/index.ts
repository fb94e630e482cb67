/** The envelope of a part: who, what, whom, when, why, how (5W1H). Pure data and small functions over it. */
export * from './audience.ts'
export * from './iep.ts'
export * from './number.ts'
export * from './outside.ts'
export * from './pap.ts'
export * from './part.ts'
export * from './tlp.ts'
