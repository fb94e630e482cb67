import { Refusal } from '#core/errors/index.ts'
import type { Rate } from './limits.ts'
import { rates } from './limits.ts'

interface Bucket {
  tokens: number
  at: number
}

/** Buckets kept at once; past it the fullest ones (those who have not asked for long) are forgotten first. */
const most = 50_000

/**
 * Counts requests per name in token buckets, in this process's memory: a wall against floods and guessing, not a
 * ledger. With several processes each allows its own share. Names are addresses and what the caller chose to
 * try; nobody can empty another's bucket, so nobody is locked out by a stranger.
 */
export interface RateLimiter {
  /** Takes one. @throws {Refusal} too_many_requests with `seconds` until the next is allowed */
  take(rate: Rate, name: string): void
}

/** Makes a limiter. `now` in ms since the epoch. */
export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    take(rate, name) {
      const { burst, perMinute } = rates[rate]
      const key = `${rate} ${name}`
      const at = now()
      const known = buckets.get(key)
      const filled = known ? Math.min(burst, known.tokens + ((at - known.at) * perMinute) / 60_000) : burst
      // re-inserted, so that the map's first entries are those untouched for longest
      buckets.delete(key)
      if (filled < 1) {
        buckets.set(key, { tokens: filled, at })
        const seconds = Math.max(1, Math.ceil(((1 - filled) * 60) / perMinute))
        throw new Refusal('too_many_requests', { params: { seconds } })
      }
      buckets.set(key, { tokens: filled - 1, at })
      if (buckets.size > most) for (const [oldest] of buckets) if (buckets.delete(oldest)) break
    },
  }
}
