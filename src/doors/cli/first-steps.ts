import { addressOf, asSystem, issueSetUpLink } from '#people/identity/index.ts'
import type { House } from '../../app.ts'

/** What the person at the terminal does next, a line each; nothing once the association is founded. */
export async function firstSteps({ db, association }: Pick<House, 'db' | 'association'>, url: string): Promise<string[]> {
  if (await association.read()) return []
  const { token } = await db.asViewer(asSystem('first start')).act(issueSetUpLink)
  return ['', '協議会をつくる（1時間有効、1回限り） / Found your association (one hour, once):', addressOf(url, 'set-up', token), '']
}
