import { useRouterState } from '@tanstack/react-router'
import { Go } from './link.tsx'

/** Screens that belong together, one row above them: `[[links.ourTeam(), '登録情報'], …]`. */
export function PageNav({ label, of }: { label: string; of: readonly (readonly [string, string])[] }) {
  const here = useRouterState({ select: ({ location }) => location.pathname })
  // the longest address that leads here: /our-team/people is not /our-team
  const current = of
    .map(([to]) => to)
    .filter((to) => here === to || here.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0]
  return (
    <nav className="page-nav" aria-label={label}>
      {of.map(([to, words]) => (
        <Go key={to} to={to} {...(to === current && { 'aria-current': 'page' as const })}>
          {words}
        </Go>
      ))}
    </nav>
  )
}
