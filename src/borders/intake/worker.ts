import { parentPort } from 'node:worker_threads'
import type { Reading } from '#core/capture/index.ts'
import { type FileHints, read } from './read.ts'

/** What goes to the thread and comes back; one file at a time, so no numbers are needed. */
export interface Question {
  readonly bytes: Uint8Array
  readonly hints: FileHints
}
export type Reply = { readonly reading: Reading } | { readonly failure: string }

parentPort?.on('message', async ({ bytes, hints }: Question) => {
  let reply: Reply
  try {
    reply = { reading: await read(bytes, hints) }
  } catch (error) {
    reply = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort?.postMessage(reply)
})
