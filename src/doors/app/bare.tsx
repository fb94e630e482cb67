import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEither, useHere, useText } from '#base/ui/index.ts'
import { LanguageSwitch } from './foot.tsx'

/** The frame outside: the association's name, the language, one sheet. */
export function Frame({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  const t = useText()
  const either = useEither()
  const { house } = useHere()
  return (
    <div className={wide ? 'bare bare-wide' : 'bare'}>
      <header className="bare-head">
        <strong>{house ? either(house.name.ja, house.name.en) : `${t('common.product')} 連携`}</strong>
        <div>
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

export const Bare = () => (
  <Frame>
    <Outlet />
  </Frame>
)
export const BareWide = () => (
  <Frame wide>
    <Outlet />
  </Frame>
)
