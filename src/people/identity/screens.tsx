/** What a person sees of sign-in: the door, one-time links, the account, keys for programs, persons of the demo. */
import { type ComponentType, lazy } from 'react'

export { SignIn } from './sign-in-screen.tsx'

const later = <P, N extends string>(load: () => Promise<{ [K in N]: ComponentType<P> }>, name: N) =>
  lazy(async () => ({ default: (await load())[name] }))

// who stands at the door does not fetch what lies behind it
export const Accept = later(() => import('./accept-screen.tsx'), 'Accept')
export const Account = later(() => import('./account-screen.tsx'), 'Account')
export const ApiKeys = later(() => import('./api-keys-screen.tsx'), 'ApiKeys')
export const DemoPersons = later(() => import('./demo-screen.tsx'), 'DemoPersons')
export const FreshSignIn = later(() => import('./fresh-sign-in.tsx'), 'FreshSignIn')
export const InviteButton = later(() => import('./invite-button.tsx'), 'InviteButton')
