/** What reading one file may cost. What one file may hold is `CAPTURE_LIMITS` of core/capture. */
export const INTAKE_LIMITS = {
  /** Refused. Over HTTP the limit of a file is lower (base/http). */
  bytes: 50_000_000,
  /** Refused. From the moment a thread begins with it. */
  time: 30_000,
  /** Refused. Heap of a thread. Measured: a Japanese file of 50 MB needs about 400. */
  memoryMb: 640,
  /** Threads that read; the others wait. */
  threads: 2,
  /** Files that wait, and their bytes together; beyond it the answer is `busy`. */
  waiting: 200,
  waitingBytes: 400_000_000,
  /** A thread that read more than this is ended afterwards, for its heap does not shrink by itself. */
  lightBytes: 4_000_000,
} as const

export type IntakeLimits = { readonly [key in keyof typeof INTAKE_LIMITS]: number }
