import { parentPort } from 'node:worker_threads'
import { BadKey, type KeyFault } from './inspect.ts'
import { type Tasks, tasks } from './work.ts'

/** What goes to the thread and comes back; one at a time, so no numbers are needed. */
export interface Question {
  readonly task: keyof Tasks
  readonly asked: unknown
}
export type Reply = { readonly value: unknown } | { readonly fault: KeyFault } | { readonly error: string }

parentPort?.on('message', async ({ task, asked }: Question) => {
  parentPort?.postMessage(await replyTo(task, asked))
})

async function replyTo(task: keyof Tasks, asked: unknown): Promise<Reply> {
  try {
    return { value: await (tasks[task] as (asked: unknown) => Promise<unknown>)(asked) }
  } catch (error) {
    return error instanceof BadKey ? { fault: error.fault } : { error: (error as Error).message }
  }
}
