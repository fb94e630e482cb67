import { useSyncExternalStore } from 'react'
import { actingNow, call, type Received } from '#base/ui/index.ts'
import type { Attribution, Language } from '#core/envelope/index.ts'
import type { postImport } from '../routes.ts'

/** A draft that came of a file. */
export type MadeDraft = Received<typeof postImport>['drafts'][number]

/** How far a file is: what came of it, or why it was not taken. */
export type Progress =
  | { readonly state: 'waiting' | 'reading' }
  | { readonly state: 'done'; readonly drafts: readonly MadeDraft[] }
  | { readonly state: 'refused'; readonly problem: unknown }

/** One file on its way in. */
export interface Brought {
  readonly key: string
  readonly name: string
  readonly progress: Progress
}

/** What the person says of the files. */
export interface Said {
  readonly ours: boolean
  readonly attribution: Attribution
  readonly language: Language
}

/** Refused here, before anything was sent. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
  readonly why: 'too_large' | 'unreadable' | 'stopped'
  constructor(why: NotSent['why'], cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}

/** Bytes of one file; the door refuses more (base/http, limits). */
export const FILE_MAX = 25_000_000

interface Round {
  /** The appointment under which it was begun: nobody else sees it. */
  readonly as: string | null
  readonly files: readonly Brought[]
}

let round: Round | null = null
const watchers = new Set<() => void>()

function put(next: Round | null): void {
  round = next
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}

/** The files of this hat that are being brought in or were; it goes on while one looks at another screen. */
export function useBrought(): readonly Brought[] {
  const now = useSyncExternalStore(watch, () => round)
  return now?.as === actingNow() ? now.files : NONE
}
const NONE: readonly Brought[] = []

export const isRunning = (files: readonly Brought[]): boolean =>
  files.some(({ progress: { state } }) => state === 'waiting' || state === 'reading')

/** Forgets what came of them; the drafts stay. */
export const clear = (): void => put(null)

/**
 * Brings files in, one after the other; each makes its drafts or is refused by itself. It ends where somebody changes
 * hats: what is left must not be written under another.
 */
export async function bring(files: readonly File[], said: Said): Promise<void> {
  const as = actingNow()
  const keyOf = (index: number) => `${index} ${files[index]?.name}`
  const begun: Round = {
    as,
    files: files.map(({ name }, index) => ({ key: keyOf(index), name, progress: { state: 'waiting' } })),
  }
  put(begun)
  for (const [index, file] of files.entries()) {
    const step = (progress: Progress): void => {
      if (round?.as !== as) return
      put({ as, files: round.files.map((one) => (one.key === keyOf(index) ? { ...one, progress } : one)) })
    }
    step({ state: 'reading' })
    try {
      if (actingNow() !== as) throw new NotSent('stopped')
      step({ state: 'done', drafts: await send(file, said) })
    } catch (problem) {
      step({ state: 'refused', problem })
    }
  }
}

async function send(file: File, { ours, attribution, language }: Said): Promise<readonly MadeDraft[]> {
  if (file.size > FILE_MAX) throw new NotSent('too_large')
  // a folder, or a file that has gone, shows itself only when it is read
  const body = await file
    .slice()
    .arrayBuffer()
    .catch((cause) => {
      throw new NotSent('unreadable', cause)
    })
  const query = { name: file.name.slice(0, 300) || 'file', ours: String(ours), attribution, language }
  const { drafts } = await call<typeof postImport>('post', '/api/import', { query, body: new Blob([body]) })
  return drafts
}
