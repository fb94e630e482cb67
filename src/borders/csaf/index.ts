/** CSAF 2.0 and 2.1: advisories in, and out again without more than was disclosed. */
export { readCsaf } from './read.ts'
export { csafShape } from './shape.ts'
export { type CsafAdvisory, type CsafWriting, csafFileName, writeCsaf } from './write.ts'
