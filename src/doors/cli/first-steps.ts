import type { House } from '../../app.ts'

/** What the person at the terminal does next, a line each; nothing once the association is founded. */
export async function firstSteps(_house: House, _url: string): Promise<string[]> {
  return []
}
