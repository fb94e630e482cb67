import { Drawer } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '#base/ui/index.ts'

/** The rest of the menu on a phone. Loaded when first asked for; closes when one has gone somewhere. */
export function MoreDrawer({ close, children }: { close: () => void; children: ReactNode }) {
  const t = useText()
  // whoever has gone somewhere is done here
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const opened = useRef(path)
  useEffect(() => {
    if (path !== opened.current) close()
  }, [path, close])
  return (
    <Drawer
      opened
      onClose={close}
      position="bottom"
      size="auto"
      title={t('app.nav.more')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      {children}
    </Drawer>
  )
}
