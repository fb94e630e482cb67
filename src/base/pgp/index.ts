/**
 * OpenPGP: which uploaded keys can be trusted to encrypt, to whom they belong by their own word, and messages that
 * only their holders open. The only user of the OpenPGP library; strangers' keys are parsed in a thread with
 * limits of time and memory.
 */
export { fingerprintWords, type KeyFacts, names, type Unusable, unusable, usable } from './key.ts'
export { openPgp, type Pgp } from './pgp.ts'
export type { Encryption, KeyPair } from './work.ts'
