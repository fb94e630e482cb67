/** What one file may hold, on one page. Beyond `refused` the whole file is refused: half a list looks like a whole one. */
export const CAPTURE_LIMITS = {
  /** Refused. Nesting of JSON, and of whatever else nests. */
  depth: 32,
  /** Refused. Values in one file of JSON, counted before any is made: real files have 35 bytes a value or more. */
  values: 1_500_000,
  /** Refused. Different indicators of one capture. */
  indicators: 10_000,
  /** Refused. Drafts out of one file. */
  captures: 200,

  /** Cut, with a note. UTF-16 units. */
  title: 300,
  prose: 50_000,
  line: 300,
  comment: 1_000,
  lure: 2_000,
  /** Cut, with a note: entries of every list that is not the indicators. */
  list: 500,
  /** Notes are put together by kind; beyond this many kinds the rest is one note. */
  notes: 300,
} as const
