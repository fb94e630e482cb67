/** What came in from outside, before it is a draft: one shape for all formats. Pure. */
export * from './capture.ts'
