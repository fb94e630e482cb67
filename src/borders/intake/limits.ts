/** What reading one file may cost. What one file may hold is `CAPTURE_LIMITS` of core/capture. */
export const INTAKE_LIMITS = {
  /** Refused. Over HTTP the limit of a file is lower (base/http). */
  bytes: 50_000_000,
  /** Refused. From the moment a thread begins with it. */
  time: 30_000,
  /**
   * Heap of a thread. The worst files within `CAPTURE_LIMITS.values` were measured at 400; it must stay far above
   * them, for `JSON.parse` does not stop at the limit of a thread, and takes the process with it.
   */
  memoryMb: 1_024,
  /** Threads that read; the others wait. */
  threads: 2,
  /** Files that wait, and their bytes together; beyond it the answer is `busy`. */
  waiting: 200,
  waitingBytes: 400_000_000,
  /** A thread that read more than this is ended afterwards, for its heap does not shrink by itself. */
  lightBytes: 4_000_000,
} as const

export type IntakeLimits = { readonly [key in keyof typeof INTAKE_LIMITS]: number }
