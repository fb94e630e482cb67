/** How often something may be tried: `free` times at once, then with waits that double. In seconds. */
export interface Pace {
  readonly free: number
  readonly first: number
  readonly longest: number
  readonly remembered: number
}

/**
 * Who tries, and how often. What slows down is the pair of account and source network: whoever fails from one place
 * keeps nobody out who comes from another, and a browser that signed in before has a count of its own.
 */
export const paces = {
  /** One account from one network. */
  pair: { free: 5, first: 2, longest: 900, remembered: 3_600 },
  /** The same while the account is tried from everywhere: a first try for everybody, then waits. */
  crowdedPair: { free: 1, first: 10, longest: 900, remembered: 3_600 },
  /** All accounts from one network: an office behind one address signs in on Monday at nine. */
  network: { free: 60, first: 1, longest: 60, remembered: 900 },
  /** One account from a browser that signed in to it before, whatever else happens. */
  device: { free: 10, first: 2, longest: 300, remembered: 3_600 },
  /** One account altogether: only counted, to tell a crowd. */
  account: { free: 1_000_000, first: 0, longest: 0, remembered: 3_600 },
  /** Codes tried with the right password: somebody knows it, so the second factor is guarded for all strangers. */
  second: { free: 10, first: 60, longest: 900, remembered: 3_600 },
  /** Codes tried within a session; past the free ones the session ends. */
  stepUp: { free: 5, first: 60, longest: 900, remembered: 3_600 },
  /** One-time links tried from one network. 256 bits are not guessed; this spares the database. */
  link: { free: 30, first: 1, longest: 60, remembered: 900 },
} as const satisfies Record<string, Pace>

/** From how many tries an hour an account counts as crowded. */
export const crowd = 50

/** At how many wrong codes with the right password the owner is told. */
export const tellOwnerAt = 3

/** Lifetimes in seconds. */
export const lifetimes = {
  setUp: 3_600,
  invitation: 7 * 86_400,
  recovery: 3_600,
  challenge: 300,
  /** How long requests under the token before a step-up still pass. */
  formerToken: 20,
  device: 180 * 86_400,
  /** How long ended sessions are kept for the owner's questions. */
  endedSessions: 30 * 86_400,
  demoKeys: 7 * 86_400,
} as const
