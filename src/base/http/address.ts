import { isIP } from 'node:net'
import type { Context } from 'hono'

/** How node-server hands the socket over. */
interface SocketBindings {
  incoming?: { socket?: { remoteAddress?: string | undefined } }
}

/**
 * The caller's address: the socket's, or, behind `proxies` proxies of our own, the one the outermost of them saw
 * (`X-Forwarded-For`, counted from the right, since what stands further left is the caller's own word).
 * IPv6 is cut to its /64: one subscriber, one name. `local` where there is no socket (called as a function).
 */
export function clientAddress(context: Context, proxies: number): string {
  const socket = (context.env as SocketBindings | undefined)?.incoming?.socket?.remoteAddress
  if (proxies > 0) {
    const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
    const seen = forwarded.at(-proxies)
    if (seen && isIP(seen)) return subscriber(seen)
  }
  return socket ? subscriber(socket) : 'local'
}

function subscriber(address: string): string {
  if (!address.includes(':')) return address
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}
