import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { actingNow, call, type Received } from '#base/ui/index.ts'
import type { getChecks, postCheck } from '#work/sanitisation/routes.ts'
import type { Draft } from './composing.ts'

export type Finding = Received<typeof postCheck>['findings'][number]
export type Checked = Received<typeof getChecks>

/** What of a draft is checked, as the server takes it. */
const asked = ({ attribution, exercise, parts }: Draft) => ({
  attribution: attribution ?? 'off',
  exercise,
  parts: parts.map(({ id, version, content, envelope }) => ({
    ...(id && { id, version }),
    content: {
      headline: content.headline,
      text: content.text,
      doNow: content.doNow,
      changeNote: content.changeNote,
      ...('clearTitle' in content && { clearTitle: content.clearTitle as string }),
      ...('details' in content && { details: content.details as never }),
    },
    envelope,
  })),
})

/** What in a draft may give somebody away, asked anew when the writing has rested (R6). */
export function useCheck(draft: Draft, revision: unknown) {
  const wanted = JSON.stringify(asked(draft))
  const [rested, rest] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => rest(wanted), 800)
    return () => clearTimeout(timer)
  }, [wanted])
  const found = useQuery({
    queryKey: [actingNow(), '/api/sanitisation/check', rested, revision],
    queryFn: () =>
      call<typeof postCheck>('post', '/api/sanitisation/check', {
        body: JSON.parse(rested) as ReturnType<typeof asked>,
      }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // until the source chose how to be shown, nothing that was written leaves this device (R5)
    enabled: draft.attribution !== null,
  })
  return { ...found, settled: !found.isFetching && rested === wanted }
}

/** Findings of one thing in one language: they are replaced together. */
export interface Group {
  readonly key: string
  readonly language: 'ja' | 'en'
  readonly findings: readonly Finding[]
  readonly said: readonly string[]
  /** What the server proposes to write instead. */
  readonly suggestion: string
  /** Stands as a value among the indicators: it is taken out, whatever else. */
  readonly takenOut: boolean
}

/** Findings by what they name, in the order in which they come. */
export function groupsOf({ findings, parts, suggestions }: Checked): Group[] {
  const groups = Map.groupBy(findings, ({ key, part }) => `${parts[part]?.language ?? 'ja'} ${key}`)
  return [...groups.values()].flatMap((same): Group[] => {
    const [first] = same
    if (!first) return []
    const language = parts[first.part]?.language ?? 'ja'
    const suggestion = suggestions.find((one) => one.key === first.key && one.language === language)
    return [
      {
        key: first.key,
        language,
        findings: same,
        said: [...new Set(same.map(({ said }) => said))],
        suggestion: suggestion?.to ?? '',
        takenOut: same.every(({ path }) => path === 'indicators'),
      },
    ]
  })
}

/** A piece of a text; marked where it was found, or where it was replaced. */
export interface Piece {
  readonly text: string
  readonly mark: boolean
}

/** A text in pieces, with the words that stand instead; without `words`, as it is now. */
export function piecesOf(
  text: string,
  findings: readonly Pick<Finding, 'from' | 'to' | 'key'>[],
  words?: ReadonlyMap<string, string>,
): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const { from, to, key } of [...findings].sort((a, b) => a.from - b.from)) {
    if (from < last) continue
    pieces.push({ text: text.slice(last, from), mark: false })
    pieces.push({ text: words?.get(key) ?? text.slice(from, to), mark: true })
    last = to
  }
  pieces.push({ text: text.slice(last), mark: false })
  return pieces.filter((piece) => piece.text !== '')
}
