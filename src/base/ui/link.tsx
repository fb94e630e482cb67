import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type MouseEvent, type ReactNode, useCallback } from 'react'

/** Goes to an address of the app, as a link would: `const go = useGo(); go(links.home())`. */
export function useGo(): (to: string, how?: { readonly replace?: boolean }) => void {
  const { history } = useRouter()
  return useCallback((to, how) => (how?.replace ? history.replace(to) : history.push(to)), [history])
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

/** A part of this screen's address: `useParam('number')` at `/warnings/$number`. Empty where there is none. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string>> = useParams({ strict: false })
  return params[name] ?? ''
}

/** One value of the address's query and the way to change it: filters and searches that survive reload and links. */
export function useQueryParam(name: string): [string, (value: string) => void] {
  const router = useRouter()
  const query: Readonly<Record<string, string>> = useSearch({ strict: false })
  const set = (value: string): void => {
    const { pathname, search: now } = router.history.location
    const search = new URLSearchParams(now)
    if (value) search.set(name, value)
    else search.delete(name)
    const written = search.toString()
    // the same screen, seen otherwise: it stays where it was scrolled to
    void router.navigate({
      href: `${pathname}${written ? `?${written}` : ''}`,
      replace: true,
      resetScroll: false,
    })
  }
  return [query[name] ?? '', set]
}
