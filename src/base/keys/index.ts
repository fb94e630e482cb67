/**
 * Secrets that live outside the database: a column of type `keys.sealed` opens only with the key file, at its own
 * place. Who has the database or a backup, but not the key file, reads no source, no second factor, no private key.
 */
export { KeyFileFault } from './key-file.ts'
export { addKey, type Keys, openKeys, sameSecret, throwawayKeys } from './keys.ts'
export { type Place, Unreadable } from './seal.ts'
