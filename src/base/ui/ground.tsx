import '@mantine/core/styles.layer.css'
import './styles.css'
import './pieces.css'
import './forms.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Problem, problemCode } from './call.ts'
import { KeyBoard } from './keys.tsx'
import { Speech, type Voice } from './language.tsx'
import { PaletteGround } from './palette.tsx'
import { theme, variables } from './theme.ts'

const Told = lazy(async () => ({ default: (await import('./told.tsx')).Told }))

/** The session is over, or the hat is gone: who sits here must be asked anew. */
const overAndGone = new Set(['sign_in_required', 'acting_as_refused', 'acting_as_required'])

function newAnswers(): QueryClient {
  const onError = (error: Error): void => {
    if (overAndGone.has(problemCode(error) ?? ''))
      void answers.refetchQueries({ predicate: ({ queryKey }) => queryKey[1] === '/api/session' })
  }
  const answers = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // refusals are answers: asking again at once changes nothing. A line that is down may come back
        retry: (times, error) => !(error instanceof Problem) && times < 2,
        staleTime: 10_000,
        refetchOnWindowFocus: true,
      },
    },
  })
  return answers
}

/**
 * What every screen stands on: look, language, answers of the server, keys, palette. `nonce` is the response's
 * own, for the style elements that Mantine and the scroll lock make.
 */
export function Ground({
  voice,
  nonce,
  children,
}: {
  /** The language to begin with. */
  voice: Voice
  nonce: string
  children: ReactNode
}) {
  const [answers] = useState(newAnswers)
  useState(() => setNonce(nonce))
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      withStaticClasses={true}
    >
      <QueryClientProvider client={answers}>
        <Speech begin={voice}>
          <PaletteGround>
            <KeyBoard>{children}</KeyBoard>
          </PaletteGround>
          <Suspense>
            <Told />
          </Suspense>
        </Speech>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Says in passing that something was done. Never the only sign of it. */
export const tell = (message: string): void => {
  void import('./told.tsx').then(({ show }) => show(message))
}
