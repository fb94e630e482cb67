/** The first act of all: makes the association out of the modules before it, once. */
export { type Foundation, type Founding, found } from './found.ts'
