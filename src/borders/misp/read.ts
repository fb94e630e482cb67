import { CAPTURE_LIMITS, type Capture, CaptureFault, type Reading, reading } from '#core/capture/index.ts'
import { readEvent } from './event.ts'
import { readScenario } from './scenario.ts'
import { mispShape } from './shape.ts'

/**
 * Reads a file of MISP (core format): an event in any of the ways in which events are passed around, several at once, or
 * a scenario of the Common Exercise Format. Each event becomes a capture. Pure; never throws: a file that cannot be read
 * whole is refused with place and reason, all else that was not understood stands in the notes.
 * @param json what `readJson` gave
 */
export function readMisp(json: unknown): Reading {
  return reading(() => {
    const shape = mispShape(json)
    if (shape === null) throw new CaptureFault('capture_unknown_format', '', 'not a MISP event')
    if (shape.is === 'manifest')
      throw new CaptureFault(
        'capture_unknown_format',
        '',
        'the manifest of a MISP feed: a list of events, not an event',
      )
    if (shape.is === 'scenario') return [readScenario(shape.scenario)]
    if (shape.found.length > CAPTURE_LIMITS.captures)
      throw new CaptureFault('capture_too_many', '', `more than ${CAPTURE_LIMITS.captures} events`)
    return shape.found.map((found): Capture => readEvent(found))
  })
}
