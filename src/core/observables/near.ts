import { MIGHT_BE_IPV4, networksAround } from './ip.ts'
import { normalise } from './normalise.ts'
import { hostOf } from './web-address.ts'

/** What a stored value may be to one that is asked for: a network that holds it, a name above it, the host of its URL. */
export const NEARNESS = ['network', 'parent', 'host'] as const
export type Nearness = (typeof NEARNESS)[number]

export interface Near {
  readonly near: Nearness
  /** As it is compared (`lookupForm`). */
  readonly form: string
}

/** Names above a name, down to two labels: nobody warns about a top-level domain. */
const MOST_PARENTS = 12

/**
 * What else might have been warned about where a value is part of it: `https://a.evil.example/x` stands under the host
 * `a.evil.example` and under `evil.example`, `192.0.2.7` in `192.0.2.0/24`. The value's own forms are not in it.
 */
export function nearForms(value: string): Near[] {
  const text = value.trim()
  const as = (type: 'network' | 'url' | 'email' | 'domain' | 'ipv4' | 'ipv6') => {
    const normal = normalise(type, text)
    return 'value' in normal ? normal.value : null
  }
  const address =
    (MIGHT_BE_IPV4.test(text) ? as('ipv4') : null) ??
    (text.includes(':') ? as('ipv6') : null) ??
    (text.includes('/') ? as('network') : null)
  if (address !== null) return networks(address)
  const url = text.includes('/') ? as('url') : null
  if (url !== null) return host(hostOf(url))
  const email = text.includes('@') ? as('email') : null
  if (email !== null) return host(email.slice(email.lastIndexOf('@') + 1))
  const name = as('domain')
  return name === null ? [] : parents(name)
}

const networks = (address: string): Near[] =>
  networksAround(address).map((form) => ({ near: 'network' as const, form }))

const host = (name: string): Near[] => [
  { near: 'host', form: name },
  ...(networksAround(name).length > 0 ? networks(name) : parents(name)),
]

function parents(name: string): Near[] {
  const labels = name.split('.')
  const all = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'))
  return all.slice(-MOST_PARENTS).map((form) => ({ near: 'parent' as const, form }))
}
