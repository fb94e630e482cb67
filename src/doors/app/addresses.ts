/**
 * Every address of the app, `$` before what varies: the one list. The router hangs a screen on each; at any other
 * the server says 404 and shows the same page. Whether there is a thing behind a `$` is told by no address.
 */
export const addresses = [
  '/',
  '/sign-in',
  '/accept',
  '/found',
  '/demo',
  '/home',
  '/warnings',
  '/warnings/new',
  '/warnings/look-up',
  '/warnings/$number',
  '/warnings/$number/edit',
  '/warnings/$number/release',
  '/warnings/$number/checks',
  '/me',
  '/audit',
  '/charter',
  '/directory',
  '/directory/teams/$team',
  '/directory/persons/$person',
  '/groups',
  '/groups/new',
  '/groups/$group',
  '/agreements/$agreement',
  '/our-team',
  '/our-team/people',
  '/our-team/keys',
  '/our-team/propose/$field',
  '/our-team/agreements',
  '/our-team/authority',
  '/obstacles',
  '/our-team/api-keys',
  '/our-team/words',
  '/secretariat',
  '/secretariat/mail',
  '/secretariat/teams',
  '/secretariat/teams/new',
  '/secretariat/teams/$team',
  '/secretariat/proposals',
  '/secretariat/proposals/$proposal',
  '/secretariat/agreements',
  '/secretariat/agreements/new',
] as const

/** One of them. */
export type Address = (typeof addresses)[number]

const known = new RegExp(
  `^(?:${addresses.map((address) => address.replaceAll(/\$\w+/g, '[^/]+').replace(/^\/$/, '')).join('|')})/?$`,
)

/** Whether a path is an address of the app; a slash at its end does not count. */
export const isAddress = (path: string): boolean => known.test(path)
