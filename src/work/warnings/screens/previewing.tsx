import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { actingNow, call, type Received } from '#base/ui/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import type { postPreview } from '../routes.ts'

export type PartPreview = Received<typeof postPreview>['parts'][number]
export type Contradiction = PartPreview['contradictions'][number]

/** The value once it has rested for a while. */
function useRested<T>(value: T, ms: number): T {
  const [rested, rest] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => rest(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}

/**
 * Who will read each part, asked anew when what decides about it has rested. Texts are never sent; what does not
 * change who reads is not asked for again.
 */
export function usePreview(envelopes: readonly Envelope[]) {
  const asked = useRested(JSON.stringify(envelopes), 400)
  const found = useQuery({
    queryKey: [actingNow(), '/api/warnings/preview', asked],
    queryFn: () =>
      call<typeof postPreview>('post', '/api/warnings/preview', {
        body: { parts: JSON.parse(asked) as Envelope[] },
      }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    enabled: envelopes.length > 0,
  })
  return { ...found, settled: !found.isFetching && asked === JSON.stringify(envelopes) }
}
