import { Worker } from 'node:worker_threads'
import type { IntakeLimits } from './limits.ts'
import type { Question, Reply } from './worker.ts'

/** How a thread came to an end with a file: with a reply, too late, or by itself (out of memory, for one). */
export type Outcome = Reply | { readonly ended: 'time' | 'memory' | 'closed' }

export interface Pool {
  /** Never rejects. */
  run(question: Question): Promise<Outcome>
  readonly waiting: number
  readonly waitingBytes: number
  /** Threads alive. */
  readonly threads: number
  close(): Promise<void>
}

interface Waiting {
  readonly question: Question
  readonly settle: (outcome: Outcome) => void
}

/**
 * Threads that read one file at a time and are ended when it takes too long or too much. They start with the first
 * file and never keep the process alive by themselves.
 */
export function openPool(limits: IntakeLimits): Pool {
  const waiting: Waiting[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  let waitingBytes = 0
  let closed = false

  function next(): void {
    const first = waiting[0]
    if (first === undefined) return
    const worker = idle.pop() ?? (all.size < limits.threads ? start() : undefined)
    if (worker === undefined) return
    waiting.shift()
    waitingBytes -= first.question.bytes.length
    give(worker, first)
  }

  function start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryMb,
        maxYoungGenerationSizeMb: 64,
        stackSizeMb: 4,
      },
    })
    worker.unref()
    all.add(worker)
    // a thread may still fail when it has answered; unheard, that would end the process
    worker.on('error', () => {})
    worker.on('exit', () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
    })
    return worker
  }

  function give(worker: Worker, { question, settle }: Waiting): void {
    const finish = (outcome: Outcome, fit: boolean) => {
      clearTimeout(timer)
      worker.off('message', answered).off('error', failed).off('exit', ended)
      worker.unref()
      if (fit && !closed) idle.push(worker)
      else {
        all.delete(worker)
        void worker.terminate()
      }
      settle(outcome)
      next()
    }
    const answered = (reply: Reply) =>
      finish(reply, question.bytes.length <= limits.lightBytes && !('failure' in reply))
    const failed = (error: Error & { code?: string }) =>
      finish(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { ended: 'memory' } : { failure: String(error) },
        false,
      )
    const ended = () => finish({ ended: closed ? 'closed' : 'memory' }, false)
    const timer = setTimeout(() => finish({ ended: 'time' }, false), limits.time)
    worker.ref()
    worker.on('message', answered).on('error', failed).on('exit', ended)
    worker.postMessage(question)
  }

  return {
    run: (question) =>
      new Promise((settle) => {
        if (closed) return settle({ ended: 'closed' })
        waiting.push({ question, settle })
        waitingBytes += question.bytes.length
        next()
      }),
    get waiting() {
      return waiting.length
    },
    get waitingBytes() {
      return waitingBytes
    },
    get threads() {
      return all.size
    },
    async close() {
      closed = true
      for (const { settle } of waiting.splice(0)) settle({ ended: 'closed' })
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
