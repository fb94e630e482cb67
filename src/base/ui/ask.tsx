import {
  keepPreviousData,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { Received } from '#base/http/index.ts'
import { type Asking, actingNow, Problem, send } from './call.ts'

type AnyRoute = { readonly method: string; readonly path: string }
type Method<R extends AnyRoute> = R['method'] & ('get' | 'post' | 'put' | 'patch' | 'delete')
type Input<R> = keyof Asking<R> extends never ? undefined : Asking<R>

/** Asks the person to prove once more that it is them, for one act. Resolves to false when they would not. */
export type Prove = (want: { readonly act: string; readonly subject: string }) => Promise<boolean>

const Proving = createContext<Prove>(() => Promise.resolve(false))

/** The app's shell provides the dialogue. */
export const ProvingProvider = Proving.Provider

/** The dialogue for a fresh sign-in. Needed only outside `useAct`, which opens it by itself. */
export const useProve = (): Prove => use(Proving)

/** The key under which an answer is kept; changes with the appointment, so that no answer crosses hats. */
const keyOf = (path: string, input: unknown, as: string | null) => [as, path, input ?? null] as const

/**
 * Reads one door and keeps the answer fresh:
 * `const teams = useAnswer<typeof listTeams>('/api/teams', { query: { q } })`.
 * `enabled: false` waits; `keep: true` shows the last answer while the next one comes (search as you type). `as`: under
 * another appointment of the same person than the one this tab wears.
 */
export function useAnswer<R extends AnyRoute>(
  path: R['path'],
  input?: Input<R>,
  options: {
    readonly enabled?: boolean
    readonly keep?: boolean
    readonly every?: number
    readonly as?: string | undefined
  } = {},
): UseQueryResult<Received<R>> {
  const as = options.as ?? actingNow()
  return useQuery<Received<R>>({
    queryKey: keyOf(path, input, as),
    queryFn: () => send('get', path, input ?? {}, as) as Promise<Received<R>>,
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.keep && { placeholderData: keepPreviousData }),
    ...(options.every && { refetchInterval: options.every }),
  } as Parameters<typeof useQuery<Received<R>>>[0])
}

/**
 * Does one act. Opens the fresh sign-in by itself where the server asks for it, and then tries once more.
 * `changes` are path prefixes whose answers are asked anew afterwards (`['/api/teams']`; all when left out).
 */
export function useAct<R extends AnyRoute>(
  method: Method<R>,
  path: R['path'],
  options: { readonly changes?: readonly string[]; readonly done?: (answer: Received<R>) => void } = {},
) {
  const prove = useProve()
  const answers = useQueryClient()
  return useMutation<Received<R>, Error, Input<R>>({
    mutationFn: async (input) => {
      const once = () => send(method, path, input ?? {}) as Promise<Received<R>>
      try {
        return await once()
      } catch (error) {
        const want = freshWanted(error)
        if (!want || !(await prove(want))) throw error
        return await once()
      }
    },
    onSuccess: async (answer) => {
      options.done?.(answer)
      await answers.invalidateQueries({
        predicate: ({ queryKey }) =>
          !options.changes || options.changes.some((prefix) => String(queryKey[1]).startsWith(prefix)),
      })
    },
  })
}

/** For which act the server wants a fresh sign-in; null when that is not the trouble. */
export function freshWanted(error: unknown): { act: string; subject: string } | null {
  if (!(error instanceof Problem) || error.document.code !== 'fresh_sign_in_required') return null
  return { act: error.document.act ?? '', subject: error.document.subject ?? '' }
}
