import '@mantine/core/styles.layer.css'
import './styles.css'
import './pieces.css'
import './forms.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Language } from '#base/i18n/index.ts'
import { Problem } from './call.ts'
import { KeyBoard } from './keys.tsx'
import { Speech } from './language.tsx'
import { PaletteGround } from './palette.tsx'
import { theme, variables } from './theme.ts'

const Told = lazy(async () => ({ default: (await import('./told.tsx')).Told }))

/** Refusals are answers: asking again at once changes nothing. A line that is down may come back. */
const newAnswers = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (times, error) => !(error instanceof Problem) && times < 2,
        staleTime: 10_000,
        refetchOnWindowFocus: true,
      },
    },
  })

/**
 * What every screen stands on: look, language, answers of the server, keys, palette. `nonce` is the response's
 * own, for the style elements that Mantine and the scroll lock make.
 */
export function Ground({
  language,
  nonce,
  children,
}: {
  language: Language
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
        <Speech begin={language}>
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
