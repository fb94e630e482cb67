import type { Capture, Reading, Unreadable } from './capture.ts'

/** Thrown inside a reader, never out of it: the file is refused whole. */
export class CaptureFault extends Error {
  override readonly name = 'CaptureFault'
  readonly refusal: Unreadable
  constructor(code: Unreadable['code'], place: string, reason: string) {
    super(reason)
    this.refusal = { code, place: place.slice(0, 300), reason }
  }
}

/** Runs a reader; a fault in the file becomes the refusal of the file. What is not a fault in the file is thrown on. */
export function reading(read: () => readonly Capture[]): Reading {
  try {
    return { ok: true, captures: read() }
  } catch (fault) {
    if (fault instanceof CaptureFault) return { ok: false, refusal: fault.refusal }
    throw fault
  }
}
