/**
 * The check of a text before it is released (R6). Promise: nothing is released while a finding is open, unless a
 * second person let exactly this text through, with a reason; what was taken out is known to the originator alone.
 */
export { requireSanitised } from './check-drafts.ts'
