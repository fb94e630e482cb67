import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { actingNow, call, problemCode } from '#base/ui/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import type { postIndicators } from '#work/indicators/routes.ts'
import type { getWarning, postWarning, putWarning } from '../routes.ts'
import {
  asSent,
  changedSince,
  type Draft,
  draftOf,
  type EditedPart,
  hasText,
  inReadingOrder,
  toSend,
} from './composing.ts'
import type { OpenWarning } from './marks.tsx'

/** Where the text is kept now. */
export type SaveState = 'none' | 'local' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'conflict'

export interface Saving {
  readonly draft: Draft
  readonly change: (next: Draft | ((now: Draft) => Draft)) => void
  readonly number: string | null
  readonly state: SaveState
  readonly at: Date | null
  readonly problem: unknown
  /** Text of an earlier visit was put back. */
  readonly restored: boolean
  readonly forget: () => void
  /** Saves what is not saved yet; resolves to the number under which it is kept, null when that failed. */
  readonly saveNow: () => Promise<string | null>
  /** Of what is kept on the server. */
  readonly revision: number
  /**
   * Changes the indicators of a part, after whatever is not saved yet. False: the draft cannot be kept yet, or somebody
   * else was first.
   */
  readonly indicate: (
    part: string,
    change: {
      readonly add?: readonly Indicator[]
      readonly remove?: readonly Pick<Indicator, 'type' | 'value'>[]
    },
  ) => Promise<boolean>
  /** What somebody else has saved meanwhile. */
  readonly theirs: Draft | null
  readonly settle: (keep: 'mine' | 'theirs') => void
  /** How the review of what is kept on the server stands. */
  readonly review: OpenWarning['review']
}

type Kept = { readonly draft: Draft; readonly number: string | null; readonly revision: number }

const keyOf = (number: string | null): string => `renkei.warning.${number ?? 'new'}.${actingNow() ?? '-'}`

function readKept(number: string | null): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(number)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function writeKept(kept: Kept): void {
  try {
    localStorage.setItem(keyOf(kept.number), JSON.stringify(kept))
  } catch {
    // a full or forbidden store must not stop anybody from typing
  }
}

/**
 * Keeps what is written: at once in this browser, and from the moment the source chose how to be shown also on the
 * server. A save that somebody else overtook keeps both texts until one is chosen.
 */
export function useSaving(begin: Draft, loaded: OpenWarning | null, named: (number: string) => void): Saving {
  const answers = useQueryClient()
  const base = useRef<Draft | null>(loaded ? draftOf(loaded) : null)
  const number = useRef<string | null>(loaded?.number ?? null)
  const [kept] = useState(() => fitting(readKept(number.current), loaded))
  // text from an earlier visit was written on the revision of then: a newer one is told as a conflict
  const revision = useRef((loaded && kept?.revision) || (loaded?.revision ?? 0))
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? base.current ?? begin)
  const [state, setState] = useState<SaveState>(
    kept ? (loaded ? 'unsaved' : 'local') : loaded ? 'saved' : 'none',
  )
  const [at, setAt] = useState<Date | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [theirs, setTheirs] = useState<OpenWarning | null>(null)
  const [review, setReview] = useState(loaded?.review ?? null)
  const latest = useRef(draft)
  latest.current = draft
  const running = useRef<Promise<string | null> | null>(null)

  const change = useCallback((next: Draft | ((now: Draft) => Draft)) => {
    setDraft((now) => (typeof next === 'function' ? next(now) : next))
    setState((now) => (now === 'conflict' ? now : 'unsaved'))
  }, [])

  /** What the server keeps now is what the next save starts from. */
  const adopt = useCallback(
    (saved: OpenWarning, sent: readonly EditedPart[]): void => {
      revision.current = saved.revision ?? 0
      base.current = draftOf(saved)
      setReview(saved.review)
      setDraft((now) => ({ ...now, parts: withIds(now.parts, sent, base.current?.parts ?? []) }))
      answers.setQueryData(
        [actingNow(), '/api/warnings/{number}', { params: { number: saved.number }, query: {} }],
        saved,
      )
    },
    [answers],
  )

  const tellConflict = useCallback(async (about: string): Promise<void> => {
    setTheirs(await open(about))
    setState('conflict')
  }, [])

  const save = useCallback(async (): Promise<string | null> => {
    const sent = latest.current
    if (sent.attribution === null || !hasText(sent)) return null
    if (
      number.current &&
      changedSince(sent, base.current) === changedSince(base.current ?? sent, base.current)
    )
      return done(number.current, sent)
    setState('saving')
    try {
      const saved = await send(sent, base.current, number.current, revision.current)
      const fresh = number.current === null
      number.current = saved.number
      adopt(saved, sent.parts)
      if (fresh) {
        localStorage.removeItem(keyOf(null))
        named(saved.number)
      }
      return done(saved.number, sent)
    } catch (error) {
      if (problemCode(error) === 'changed_meanwhile' && number.current) await tellConflict(number.current)
      else {
        setProblem(error)
        setState('failed')
      }
      return null
    }

    function done(saved: string, what: Draft): string {
      setProblem(null)
      setAt(new Date())
      // typed on while it was under way
      setState(latest.current === what || sameText(latest.current, what) ? 'saved' : 'unsaved')
      localStorage.removeItem(keyOf(saved))
      return saved
    }
  }, [adopt, named, tellConflict])

  const saveNow = useCallback(async (): Promise<string | null> => {
    const before = running.current
    if (before !== null) await before
    running.current = save().finally(() => {
      running.current = null
    })
    return running.current
  }, [save])

  const indicate: Saving['indicate'] = async (key, change) => {
    const saved = await saveNow()
    if (saved === null) return false
    // a part that is new has its id since that save, though the screen may not know it yet
    const parts = withIds(latest.current.parts, latest.current.parts, base.current?.parts ?? [])
    const part = parts.find((one) => one.key === key)?.id
    if (part === undefined) return false
    const { add = [], remove = [] } = change
    const act = async (): Promise<string | null> => {
      try {
        await call<typeof postIndicators>('post', '/api/warnings/{number}/parts/{part}/indicators', {
          params: { number: saved, part },
          body: { revision: revision.current, add: [...add], remove: [...remove] },
        })
        adopt(await open(saved), parts)
        return saved
      } catch (error) {
        if (problemCode(error) !== 'changed_meanwhile') throw error
        await tellConflict(saved)
        return null
      }
    }
    running.current = act().finally(() => {
      running.current = null
    })
    return (await running.current) !== null
  }

  useEffect(() => {
    if (state !== 'unsaved') return
    const keep = setTimeout(() => {
      writeKept({ draft, number: number.current, revision: revision.current })
      setAt(new Date())
      if (draft.attribution === null || !hasText(draft)) setState('local')
    }, 300)
    const post = setTimeout(() => {
      if (draft.attribution !== null && hasText(draft)) void saveNow()
    }, 1500)
    return () => {
      clearTimeout(keep)
      clearTimeout(post)
    }
  }, [draft, state, saveNow])

  const forget = (): void => {
    localStorage.removeItem(keyOf(number.current))
    setDraft(base.current ?? begin)
    setState(base.current ? 'saved' : 'none')
  }
  const settle = (keep: 'mine' | 'theirs'): void => {
    if (!theirs) return
    revision.current = theirs.revision ?? 0
    base.current = draftOf(theirs)
    setReview(theirs.review)
    setTheirs(null)
    setDraft((now) =>
      keep === 'theirs' ? draftOf(theirs) : { ...now, parts: adopted(now.parts, draftOf(theirs).parts) },
    )
    setState(keep === 'theirs' ? 'saved' : 'unsaved')
  }
  return {
    draft,
    change,
    number: number.current,
    state,
    at,
    problem,
    restored: kept !== null,
    forget,
    saveNow,
    revision: revision.current,
    indicate,
    theirs: theirs && draftOf(theirs),
    settle,
    review,
  }
}

const fitting = (kept: Kept | null, loaded: OpenWarning | null): Kept | null =>
  kept && (loaded === null ? hasText(kept.draft) : kept.number === loaded.number) ? kept : null

const open = (number: string): Promise<OpenWarning> =>
  call<typeof getWarning>('get', '/api/warnings/{number}', { params: { number }, query: {} })

async function send(
  draft: Draft,
  base: Draft | null,
  number: string | null,
  revision: number,
): Promise<OpenWarning> {
  const parts = toSend(draft, base).map(asSent)
  const { exercise, urgency, attribution } = draft
  if (number === null) {
    const made = await call<typeof postWarning>('post', '/api/warnings', {
      body: { exercise, urgency, attribution: attribution ?? 'off', parts },
    })
    return open(made.number)
  }
  if (parts.length > 0)
    await call<typeof putWarning>('put', '/api/warnings/{number}', {
      params: { number },
      body: { revision, urgency, parts },
    })
  return open(number)
}

/** Gives parts that were new when sent the ids that the server gave them, in the order in which they were sent. */
function withIds(
  now: readonly EditedPart[],
  sent: readonly EditedPart[],
  saved: readonly EditedPart[],
): EditedPart[] {
  const known = new Set(sent.flatMap(({ id }) => id ?? []))
  const fresh = saved.filter(({ id }) => id && !known.has(id))
  const ids = new Map(
    inReadingOrder(sent.filter(({ id }) => id === undefined)).map(({ key }, index) => [key, fresh[index]]),
  )
  return now.map((part) => {
    const server = saved.find(({ id }) => id === part.id) ?? ids.get(part.key)
    if (!server) return part
    const { id, version, released, follows, indicators } = server
    return { ...part, id, version, released, follows, indicators }
  })
}

/** Mine, on top of theirs: parts that both have keep their id and get the newer version. */
const adopted = (mine: readonly EditedPart[], theirs: readonly EditedPart[]): EditedPart[] =>
  mine.map((part) => {
    const other = theirs.find(({ id }) => id === part.id)
    return other
      ? {
          ...part,
          version: other.version,
          released: other.released,
          follows: other.follows,
          indicators: other.indicators,
        }
      : { ...part, id: undefined, released: false, follows: false, version: 1, indicators: 0 }
  })

const sameText = (a: Draft, b: Draft): boolean => changedSince(a, null) === changedSince(b, null)
