import { type ComponentProps, lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { type Prove, ProvingProvider } from '#base/ui/index.ts'

const FreshSignIn = lazy(async () => {
  const screens = await import('#people/identity/screens.tsx')
  // itself fetched late, and React takes no late component of a late one
  const Dialogue = (props: ComponentProps<typeof screens.FreshSignIn>) => <screens.FreshSignIn {...props} />
  return { default: Dialogue }
})

interface Wanted {
  readonly act: string
  readonly subject: string
  readonly settle: (proved: boolean) => void
}

/** Asks for a fresh sign-in wherever an act wants one, over the screen one is on. */
export function Proving({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const prove = useCallback<Prove>(
    (want) =>
      new Promise((settle) => {
        setWanted({ ...want, settle })
      }),
    [],
  )
  const end = (proved: boolean): void => {
    wanted?.settle(proved)
    setWanted(null)
  }
  return (
    <ProvingProvider value={prove}>
      {children}
      {wanted && (
        <Suspense>
          <FreshSignIn
            act={wanted.act}
            subject={wanted.subject}
            done={() => end(true)}
            cancel={() => end(false)}
          />
        </Suspense>
      )}
    </ProvingProvider>
  )
}
