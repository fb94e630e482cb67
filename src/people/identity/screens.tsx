/** What a person sees of sign-in: the door, one-time links, the account, keys for programs, persons of the demo. */
export { Accept } from './accept-screen.tsx'
export { Account } from './account-screen.tsx'
export { ApiKeys } from './api-keys-screen.tsx'
export { DemoPersons } from './demo-screen.tsx'
export { FreshSignIn } from './fresh-sign-in.tsx'
export { InviteButton } from './invite-button.tsx'
export { SignIn } from './sign-in-screen.tsx'
