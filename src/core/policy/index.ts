/** The rules of sharing as one pure decision, and the only makers of values that may leave the house. */
export * from './access-bearing.ts'
export * from './asker.ts'
export * from './contradictions.ts'
export * from './decide.ts'
export * from './disclosed.ts'
export * from './reasons.ts'
export * from './rounded.ts'
export * from './viewer.ts'
