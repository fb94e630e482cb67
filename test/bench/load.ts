/** Asks one address over and over on keep-alive connections; a process of its own, so that it takes no time of the server. */
import { connect } from 'node:net'

const [port, connections, seconds, headers] = process.argv.slice(2)
const request = `GET /empty HTTP/1.1\r\nHost: localhost:${port}\r\n${headers ? `${headers}\r\n` : ''}\r\n`
const MARK = 'HTTP/1.1 200'

let answered = 0
let failed = ''
const end = performance.now() + Number(seconds) * 1000
const started = performance.now()
await Promise.all(
  Array.from(
    { length: Number(connections) },
    () =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(request))
        // Answers are small: each comes in one piece, and the next request follows it.
        socket.on('data', (data) => {
          if (data.includes(MARK)) answered += 1
          else if (data.includes('HTTP/1.1')) failed ||= data.toString('latin1', 0, 300)
          else return
          if (performance.now() < end) socket.write(request)
          else socket.end(resolve)
        })
        socket.on('error', (error) => {
          failed ||= error.message
          resolve()
        })
      }),
  ),
)
console.log(
  JSON.stringify({ perSecond: (answered * 1000) / (performance.now() - started), answered, failed }),
)
