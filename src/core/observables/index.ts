/** What was observed in an attack: types, normal forms, defanging, and finding values in text. Pure. */
export { type Deduped, dedupe } from './dedupe.ts'
export { defang } from './defang.ts'
export * from './indicator.ts'
export { isRule, lookupForm, normalise } from './normalise.ts'
export { type Normal, ODD_REASONS, type OddReason } from './odd.ts'
export { refang } from './refang.ts'
