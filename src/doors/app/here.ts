import type { Received } from '#base/http/index.ts'
import type { Hat, House } from '#base/ui/index.ts'
import type { getAssociation } from '#people/association/routes.ts'
import type { getSession } from '#people/identity/routes.ts'

type Appointments = NonNullable<Received<typeof getSession>['person']>['appointments']

/** Appointments as the hats of the acting-as switch. */
export const hatsOf = (appointments: Appointments): Hat[] =>
  appointments.map(({ id, role, body }) => ({
    appointment: id,
    role,
    team: body.kind === 'team' ? body.id : null,
    group: body.kind === 'team' ? null : body.id,
    body: body.kind === 'team' ? null : body.kind,
    name: { ja: body.nameJa, en: body.nameEn },
    short: body.handle,
  }))

/** What strangers may know of the association, as every screen needs it; null before it is founded. */
export const houseOf = ({ demo, association }: Received<typeof getAssociation>): House | null =>
  association && {
    name: association.name,
    short: association.short,
    mode: demo ? 'demo' : 'association',
    timeZone: association.timeZone,
    greenCommunity: association.greenCommunity,
  }
