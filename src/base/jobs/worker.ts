import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { holdWorkerLock, type JobName, jobNames, openQueue, releaseAbandoned } from '#base/db/index.ts'

/** What a task is told besides its payload. A job may run twice without harm: it carries ids and checks the state. */
export interface JobInfo {
  /** Names the lock that this worker holds while it lives. */
  readonly worker: string
  /** From 1. */
  readonly attempt: number
  /** The last attempt fails for good. */
  readonly isLast: boolean
  /** Set when the worker stops; long work should end soon and throw, it will run again. */
  readonly signal: AbortSignal
}

export type Task = (payload: unknown, info: JobInfo) => Promise<void>
export type Tasks = Readonly<Record<JobName, Task>>

/** A job that comes by the clock: `minute hour day month weekday`, in UTC. */
export interface Schedule {
  readonly job: JobName
  readonly at: string
}

export interface WorkerOptions {
  /** Login of the owner, who works the queue in the name of renkei_queue. */
  readonly owner: pg.ClientConfig
  readonly tasks: Tasks
  readonly schedules?: readonly Schedule[]
  /** Jobs at once in this process. */
  readonly concurrency?: number
  /** Hears failures; never payloads. */
  readonly onError?: (what: { job?: string; attempt?: number }, error: unknown) => void
}

export interface Worker {
  /** Lets running jobs finish (10 s, then they run again elsewhere). */
  stop(): Promise<void>
}

const STOP_LIMIT_MS = 10_000
const RESTART_MS = 1_000
const SWEEP_MS = 5_000

/**
 * Works the queue until stopped, through restarts of the database. Jobs that a killed worker held go on within
 * seconds: each worker holds an advisory lock while it lives, and the others release the jobs of those who do not.
 *
 * @throws when a job of the list has no task
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const missing = jobNames.filter((name) => !options.tasks[name])
  if (missing.length > 0) throw new Error(`There is no task for the jobs ${missing.join(', ')}.`)
  const { concurrency = 4, onError = () => {} } = options
  let stopping = false
  // Connections that are closing may still hear the server say goodbye.
  const failed = (error: unknown) => stopping || onError({}, error)
  const pool = openQueue(options.owner, concurrency + 2, failed)
  const sweep = setInterval(() => void releaseAbandoned(pool).catch(failed), SWEEP_MS)
  await releaseAbandoned(pool)

  let runner: Awaited<ReturnType<typeof run>> | undefined
  let lock: ReturnType<typeof holdWorkerLock> | undefined
  const begin = async () => {
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => {
      lock?.release()
      lock = holdWorkerLock(options.owner, workerPool.id, failed)
    })
    events.on('job:error', ({ job, error }) =>
      onError({ job: job.task_identifier, attempt: job.attempts }, error),
    )
    runner = await run({
      pgPool: pool,
      taskList: taskList(options.tasks),
      parsedCronItems: parseCronItems(
        (options.schedules ?? []).map(({ job, at }) => ({ task: job, match: at })),
      ),
      concurrency,
      noHandleSignals: true,
      events,
      logger: new Logger(() => () => {}), // its messages hold payloads
      pollInterval: 1_000,
      gracefulShutdownAbortTimeout: STOP_LIMIT_MS,
    })
    // It ends by itself when it loses the database for long.
    runner.promise.catch(failed).finally(() => {
      if (!stopping) setTimeout(() => !stopping && void begin().catch(failed), RESTART_MS)
    })
  }
  await begin()
  return {
    async stop() {
      stopping = true
      clearInterval(sweep)
      // A job that does not heed its signal is left to another worker.
      const late = sleep(STOP_LIMIT_MS + 2_000, undefined, { ref: false })
      await Promise.race([runner?.stop().catch(failed), late])
      lock?.release()
      await pool.end()
    },
  }
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, { job, abortSignal }) =>
        task(payload, {
          worker: job.locked_by ?? '',
          attempt: job.attempts,
          isLast: job.attempts >= job.max_attempts,
          signal: abortSignal ?? new AbortController().signal,
        }),
    ]),
  ) satisfies TaskList
}
