/**
 * STIX 2.1 (and 2.0 where it can be read safely). Promise: what a stranger's bundle says comes in as captures, nothing
 * of it lost in silence; what goes out is valid STIX 2.1 and carries its marking on every object.
 */
export { isStix } from './bundle.ts'
export { readStix } from './read.ts'
export { type StixBundle, writeStix } from './write.ts'
