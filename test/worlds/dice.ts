import { createHash } from 'node:crypto'
import fc from 'fast-check'

/** Draws from fast-check, so that a failing world can be drawn again from its seed and path. */
export type Dice = {
  int(min: number, max: number): number
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean
  pick<T>(list: readonly T[]): T
  pickOr<T>(list: readonly T[]): T | undefined
  some<T>(list: readonly T[], most: number): T[]
  /** Ids are of the world: the same world drawn again has the same ids. */
  id(): string
}

/** Any number of draws from one random seed of 32 bits: cheap, and enough for a world. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  let ids = 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T
  return {
    int,
    pick,
    chance: (percent) => next() * 100 < percent,
    pickOr: (list) => (list.length === 0 ? undefined : pick(list)),
    some: (list, most) => {
      const left = [...list]
      return Array.from(
        { length: Math.min(int(0, most), left.length) },
        () => left.splice(int(0, left.length - 1), 1)[0] as never,
      )
    },
    id: () => {
      const hex = createHash('sha256').update(`${seed}:${ids++}`).digest('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}

export const seeds = fc.noShrink(fc.integer({ min: 0, max: 0xffffffff }))
