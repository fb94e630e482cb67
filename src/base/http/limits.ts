/** Every limit on what is taken in over HTTP, on one page. Sizes in bytes, lengths in UTF-16 units, times in ms. */
export const limits = {
  body: 1_000_000,
  file: 25_000_000,
  /** Files that one door is receiving at the same moment, together. */
  filesAtOnce: 200_000_000,
  address: 8_000,
  jsonDepth: 32,
  /** Elements of one array, members of one object. */
  jsonEntries: 10_000,
  /** A header that we read ourselves. */
  header: 4_000,

  name: 120,
  line: 300,
  prose: 50_000,
  email: 254,
  hostName: 253,
  webAddress: 2_000,
  /** Entries of a list in a form, where the list has no limit of its own. */
  list: 500,
  /** Rows of one page of a list. */
  page: 200,

  streamsPerSession: 6,
  heartbeat: 20_000,
  longPoll: 25_000,
} as const

/** What a rate limit counts. `burst` requests at once, then `perMinute`, for each address (or each name given). */
export const rates = {
  /** Reading and everything not named below. */
  usual: { burst: 300, perMinute: 1_200 },
  /** Acts. */
  write: { burst: 60, perMinute: 240 },
  /** Files brought in: a folder of them at once. */
  file: { burst: 150, perMinute: 300 },
  /** Whatever tries a secret: sign-in, codes, tokens, recovery. */
  secret: { burst: 30, perMinute: 30 },
  /** Whatever makes us send something to an address the caller chose. */
  send: { burst: 10, perMinute: 10 },
  /** Work that costs: search, preview, export. */
  costly: { burst: 30, perMinute: 60 },
} as const

/** Name of a rate class. */
export type Rate = keyof typeof rates
