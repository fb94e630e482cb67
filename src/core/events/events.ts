/** What can happen, by name, with ids only: no event carries content (DESIGN: live streams say "look again"). */
export type AppEvent =
  | { readonly name: 'warning.released'; readonly item: string; readonly parts: readonly string[]; readonly at: string }
  | { readonly name: 'warning.changed'; readonly item: string }
  | { readonly name: 'warning.answered'; readonly item: string }
  | { readonly name: 'membership.changed'; readonly team: string }
  | { readonly name: 'appointment.changed'; readonly person: string }
  | { readonly name: 'session.revoked'; readonly session: string }

export type EventName = AppEvent['name']

export const EVENT_NAMES = [
  'warning.released',
  'warning.changed',
  'warning.answered',
  'membership.changed',
  'appointment.changed',
  'session.revoked',
] as const satisfies readonly EventName[]
