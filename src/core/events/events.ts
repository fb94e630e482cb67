/** What can happen, by name, with ids only: no event carries content (DESIGN: live streams say "look again"). */
export type AppEvent =
  | { readonly name: 'warning.released'; readonly item: string }
  | { readonly name: 'warning.changed'; readonly item: string }
  | { readonly name: 'warning.answered'; readonly item: string }
  /** A reviewer was asked, or said something: for the source and who is asked alone. */
  | { readonly name: 'warning.reviewed'; readonly item: string }
  | { readonly name: 'membership.changed'; readonly team: string }
  | { readonly name: 'appointment.changed'; readonly person: string }
  /** A person was appointed, perhaps for the first time: whoever has no way in yet gets an invitation. */
  | { readonly name: 'person.appointed'; readonly person: string; readonly appointment: string }
  /** A group's charter changed, it closed, or somebody asks to join. */
  | { readonly name: 'group.changed'; readonly group: string }
  | { readonly name: 'charter.adopted'; readonly version: number }
  /** A change that opens reading was proposed, confirmed, refused or taken back. */
  | { readonly name: 'charter.changing'; readonly change: string }
  | { readonly name: 'session.revoked'; readonly session: string }

export type EventName = AppEvent['name']

export const EVENT_NAMES = [
  'warning.released',
  'warning.changed',
  'warning.answered',
  'warning.reviewed',
  'membership.changed',
  'appointment.changed',
  'person.appointed',
  'group.changed',
  'charter.adopted',
  'charter.changing',
  'session.revoked',
] as const satisfies readonly EventName[]
