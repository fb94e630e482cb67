import type { AsViewer, Database } from '#base/db/index.ts'
import type { AppEvent, EventName } from '#core/events/index.ts'
import type { Asker } from '#core/policy/index.ts'

/**
 * "Look again": all that a live stream ever says. `id` is one that the viewer may read, re-read as the viewer at
 * the moment of sending; content is fetched through the ordinary doors.
 */
export interface Look {
  /** What kind of thing: `warning`, `standing`, or `everything` after a gap. */
  readonly about: string
  readonly id?: string
}

/** For each kind of event: reads as the viewer what the viewer may look at again. Nothing found, nothing said. */
export type Looks = {
  readonly [N in EventName]: (
    event: Extract<AppEvent, { name: N }>,
    viewer: { asker: Asker; see: AsViewer },
  ) => Promise<readonly Look[]>
}

/** One open ear: a stream or a waiting poll. */
interface Ear {
  /** Told that something has happened; looks for itself what of it concerns the viewer. */
  hear(event: AppEvent | 'gap'): void
  /** The process stops. */
  end(): void
}

/** Events remembered for polls that were between two requests, and for how long. */
const memory = { events: 2_000, ms: 120_000 }

/** Hears the database's events once for all ears of this process. */
export interface LiveHub {
  add(ear: Ear): () => void
  /** Events after a moment of `now()`; null when the memory does not reach back so far. */
  since(moment: number): AppEvent[] | null
  /** Monotonic, in ms, of this process alone; tells nothing of how much has happened. */
  now(): number
  /** Names this process, so that a poll that comes to another one knows it. */
  readonly name: string
  /** Listens no more and ends every stream and poll, so that the server need not wait for them. */
  close(): void
}

/** Opens the hub. It listens from the start, so that no event is missed between two polls. */
export function openLiveHub(listen: Database['listen'], name: string): LiveHub {
  const ears = new Set<Ear>()
  const past: { at: number; event: AppEvent }[] = []
  const started = performance.now()
  let gapAt = started

  const tell = (event: AppEvent | 'gap') => {
    for (const ear of [...ears]) ear.hear(event)
  }
  const take = (event: AppEvent) => {
    const at = performance.now()
    past.push({ at, event })
    while (past.length > memory.events || (past[0] && past[0].at < at - memory.ms)) {
      const dropped = past.shift()
      if (dropped) gapAt = Math.max(gapAt, dropped.at)
    }
    tell(event)
  }
  const stop = listen(take, () => {
    gapAt = performance.now()
    past.length = 0
    tell('gap')
  })
  return {
    name,
    now: () => performance.now(),
    add(ear) {
      ears.add(ear)
      return () => ears.delete(ear)
    },
    since: (moment) =>
      moment < gapAt ? null : past.filter(({ at }) => at > moment).map(({ event }) => event),
    close() {
      stop()
      for (const ear of [...ears]) ear.end()
    },
  }
}

/** What of some events the viewer may look at again, each read as the viewer now, doubles said once. */
export async function looksOf(
  looks: Looks,
  events: readonly AppEvent[],
  db: Database,
  asker: Asker,
): Promise<Look[]> {
  const found = new Map<string, Look>()
  const seen = new Set<string>()
  for (const event of events) {
    const same = JSON.stringify(event)
    if (seen.has(same)) continue
    seen.add(same)
    const read = looks[event.name] as (
      event: AppEvent,
      viewer: { asker: Asker; see: AsViewer },
    ) => Promise<readonly Look[]>
    for (const look of await read(event, { asker, see: db.asViewer(asker) }))
      found.set(`${look.about} ${look.id ?? ''}`, look)
  }
  return [...found.values()]
}
