import type { Reading, Unreadable } from '#core/capture/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { INTAKE_LIMITS, type IntakeLimits } from './limits.ts'
import { type Outcome, openPool } from './pool.ts'
import type { FileHints } from './read.ts'

/** Reads files of strangers. Holds its threads until it is closed. */
export interface Intake {
  /**
   * What a file says, or why it is refused and where. What it is, is told by its content; name and media type only
   * serve a title. Takes at most `INTAKE_LIMITS.time` once a thread has begun with it.
   * @throws {Refusal} busy, where too many files wait; stopping, where the house is being closed
   */
  readFile(bytes: Uint8Array, hints: FileHints): Promise<Reading>
  close(): Promise<void>
}

/** @param told hears of failures of ours (never of the file's content), for the log */
export function openIntake({
  limits = {},
  told = () => {},
}: {
  limits?: Partial<IntakeLimits>
  told?: (failure: string) => void
} = {}): Intake {
  const within: IntakeLimits = { ...INTAKE_LIMITS, ...limits }
  const pool = openPool(within)
  return {
    async readFile(bytes, hints) {
      if (bytes.length > within.bytes) return refused('capture_too_large', `more than ${within.bytes} bytes`)
      if (pool.waiting >= within.waiting || pool.waitingBytes + bytes.length > within.waitingBytes) {
        throw new Refusal('busy')
      }
      return settled(await pool.run({ bytes, hints }), within, told)
    },
    close: () => pool.close(),
  }
}

function settled(outcome: Outcome, limits: IntakeLimits, told: (failure: string) => void): Reading {
  if ('reading' in outcome) return outcome.reading
  if ('failure' in outcome) {
    told(outcome.failure)
    return refused('capture_broken', 'the reader failed')
  }
  if (outcome.ended === 'closed') throw new Refusal('stopping')
  if (outcome.ended === 'time') return refused('capture_too_large', `took more than ${limits.time / 1000} s`)
  return refused('capture_too_large', `needed more than ${limits.memoryMb} MB of memory`)
}

const refused = (code: Unreadable['code'], reason: string): Reading => ({
  ok: false,
  refusal: { code, place: 'file', reason },
})
