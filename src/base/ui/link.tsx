import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/** Goes to an address of the app, as a link would: `const go = useGo(); go(links.home())`. */
export function useGo(): (to: string, how?: { readonly replace?: boolean }) => void {
  const { history } = useRouter()
  return (to, how) => (how?.replace ? history.replace(to) : history.push(to))
}

/** Plain clicks stay in the app; with a modifier the browser does what it does with any link. */
function useFollow(to: string) {
  const go = useGo()
  return (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
}

/** A link within the app: `<Go to={links.team(id)}>…</Go>`. */
export function Go({ to, children, ...rest }: AnchorProps & { to: string; children: ReactNode }) {
  const follow = useFollow(to)
  return (
    <Anchor {...rest} href={to} onClick={follow}>
      {children}
    </Anchor>
  )
}

/** A link that looks like a button, for what leads to the next step. */
export function GoButton({ to, children, ...rest }: ButtonProps & { to: string; children: ReactNode }) {
  const follow = useFollow(to)
  return (
    <Button {...rest} component="a" href={to} onClick={follow}>
      {children}
    </Button>
  )
}
