import { pino } from 'pino'
import type { Log } from './ground.ts'

/** Names whose values never reach the log, wherever somebody puts them. */
const secrets = ['password', 'token', 'secret', 'cookie', 'authorization', 'tag'].flatMap((name) => [
  name,
  `*.${name}`,
])

/**
 * The server's log: one JSON line an entry on stderr, so that what a command prints stays clean. It holds what
 * happened, by pattern and kind; never bodies, identifiers of items or who asked (see `describeFault`).
 */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets, censor: '—' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
