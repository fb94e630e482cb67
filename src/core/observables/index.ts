/** What was observed in an attack: types, normal forms, defanging, and finding values in text. Pure. */
export * from './indicator.ts'
