import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './styles.css'
import './pieces.css'
import { MantineProvider } from '@mantine/core'
import { Notifications, showNotification } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { type ReactNode, useState } from 'react'
import type { Language } from '#base/i18n/index.ts'
import { Problem } from './call.ts'
import { KeyBoard } from './keys.tsx'
import { Speech } from './language.tsx'
import { PaletteGround } from './palette.tsx'
import { theme, variables } from './theme.ts'

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
          <Notifications position="bottom-right" containerWidth={360} transitionDuration={0} />
        </Speech>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Says in passing that something was done. Never the only sign of it. */
export const tell = (message: string): void => {
  showNotification({ message, autoClose: 5000, withBorder: true })
}
