import { Worker } from 'node:worker_threads'
import { Refusal } from '#core/errors/index.ts'
import type { KeyFacts } from './key.ts'
import type { Encryption, KeyPair, NewKey, Tasks } from './work.ts'
import type { Question, Reply } from './worker.ts'

/** OpenPGP, done in threads of its own that are ended when a task takes too long. */
export interface Pgp {
  /** What an uploaded public key says. Takes at most 5 s. @throws Refusal pgp_… naming what is wrong */
  inspect(armored: string, at: Date): Promise<KeyFacts>
  /** A key pair (version 4, Curve25519). The private key is the caller's to seal. */
  generate(identity: NewKey): Promise<KeyPair>
  /** Signs inside, then encrypts (RFC 3156 §6.2); armored. @throws Error where a key cannot encrypt at that time */
  encrypt(asked: Encryption): Promise<string>
  /** Clear-signed text (RFC 9580 §7). */
  sign(asked: { text: string; privateKey: string; at: Date }): Promise<string>
  close(): Promise<void>
}

const LIMIT_MS = { inspect: 5_000, generate: 20_000, encrypt: 20_000, sign: 20_000 }
/** A thread that needs more was given something hostile. */
const MEMORY_MB = 256

interface Waiting {
  readonly question: Question
  readonly settle: (reply: Reply) => void
}

/** Threads start with the first question and never keep the process alive by themselves. */
export function openPgp({
  threads = 1,
  limits = LIMIT_MS,
}: {
  threads?: number
  limits?: typeof LIMIT_MS
} = {}): Pgp {
  const waiting: Waiting[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  let closed = false

  function next(): void {
    const first = waiting[0]
    if (first === undefined) return
    const worker = idle.pop() ?? (all.size < threads ? start() : undefined)
    if (worker === undefined) return
    waiting.shift()
    run(worker, first)
  }

  function start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    worker.unref()
    all.add(worker)
    return worker
  }

  function run(worker: Worker, { question, settle }: Waiting): void {
    const finish = (reply: Reply, fit: boolean) => {
      clearTimeout(timer)
      worker.off('message', answered).off('error', failed).off('exit', ended)
      worker.unref()
      if (fit && !closed) idle.push(worker)
      else {
        all.delete(worker)
        void worker.terminate()
      }
      settle(reply)
      next()
    }
    const answered = (reply: Reply) => finish(reply, true)
    const failed = (error: unknown) => finish({ error: String(error) }, false) // out of memory, for one
    const ended = () => finish({ error: 'the thread ended' }, false)
    const timer = setTimeout(() => finish({ error: 'took too long' }, false), limits[question.task])
    worker.ref()
    worker.on('message', answered).on('error', failed).on('exit', ended)
    worker.postMessage(question)
  }

  async function ask<T extends keyof Tasks>(
    task: T,
    asked: Parameters<Tasks[T]>[0],
  ): Promise<Awaited<ReturnType<Tasks[T]>>> {
    if (closed) throw new Error('OpenPGP was closed')
    const reply = await new Promise<Reply>((settle) => {
      waiting.push({ question: { task, asked }, settle })
      next()
    })
    if ('fault' in reply) throw new Refusal(`pgp_${reply.fault}`)
    if ('error' in reply) {
      if (task === 'inspect') throw new Refusal('pgp_unreadable', { cause: reply.error })
      throw new Error(`OpenPGP ${task}: ${reply.error}`)
    }
    return reply.value as Awaited<ReturnType<Tasks[T]>>
  }

  return {
    inspect: (armored, at) => ask('inspect', { armored, at }),
    generate: (identity) => ask('generate', identity),
    encrypt: (asked) => ask('encrypt', asked),
    sign: (asked) => ask('sign', asked),
    async close() {
      closed = true
      for (const { settle } of waiting.splice(0)) settle({ error: 'closed' })
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
