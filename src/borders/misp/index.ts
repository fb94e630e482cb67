/** MISP (core format): events in, and out again without more than was disclosed. */
export { readMisp } from './read.ts'
export { mispShape } from './shape.ts'
export { type MispEvent, type MispJson, writeMisp } from './write.ts'
