import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { App } from './ground.ts'

/** A listening server. */
export interface Listening {
  readonly host: string
  /** The port it got; asked for 0, the system chose one. */
  readonly port: number
  /** Takes no new connection, lets running requests end, cuts what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>
}

/**
 * Serves the router. Slow or endless requests are cut: headers within 20 s, the whole request within 60 s.
 * @throws {Error} EADDRINUSE, EACCES
 */
export function listen(app: Pick<App, 'fetch'>, at: { host: string; port: number }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch as never,
        hostname: at.host,
        port: at.port,
        serverOptions: {
          headersTimeout: 20_000,
          requestTimeout: 60_000,
          keepAliveTimeout: 30_000,
          maxHeaderSize: 16_384,
          insecureHTTPParser: false,
        },
      },
      ({ port }: AddressInfo) => {
        server.off('error', reject)
        resolve({ host: at.host, port, close: (graceMs = 5_000) => close(server, graceMs) })
      },
    ) as Server
    server.once('error', reject)
  })
}

const close = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
