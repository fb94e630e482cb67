import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isOfficer, isSystem, speaksForTeam } from '#core/policy/index.ts'
import { charterOf } from '#people/association/index.ts'
import { enterAppointment } from './appoint.ts'
import { isOver } from './appointment.ts'
import {
  appointmentsOfPerson,
  loadAppointment,
  others,
  personPage,
  setUntil,
  updatePerson,
} from './people-store.ts'
import { added, type Change, type Proposal } from './proposal.ts'
import { barredIn, closeProposal, loadProposal, replaceKey } from './proposal-store.ts'
import {
  replaceDomains,
  replaceFact,
  replaceNetworks,
  teamPage,
  updateOrganisation,
  updateReleaseRoles,
} from './team-store.ts'
import type { TellOldAddress } from './tell-old-address.ts'

const HOUR = 3_600_000

/**
 * Confirms or refuses what a team proposed: an officer of the secretariat; a new point of contact also a second
 * person of the team, and then it takes effect only after the charter's hours.
 *
 * @param tell writes to an address that is given up; what changes addresses cannot do without
 * @throws {Refusal} not_found, not_your_role, second_person_needed, proposal_decided, kind_barred, own_proposal_needed
 */
export async function decideProposal(
  act: Act,
  id: string,
  decision: { outcome: 'confirmed' | 'refused'; reason: string | null },
  tell?: TellOldAddress,
): Promise<void> {
  const proposal = await loadProposal(act.sql, id)
  if (!proposal) throw notFound()
  const officer = isOfficer(act.viewer)
  if (!officer) mustBeSecond(act, proposal)
  if (proposal.outcome !== null) throw new Refusal('proposal_decided')
  if (decision.outcome === 'confirmed') await mustBeAnother(act, proposal)
  // applied while it is still open: the policies let a second person appoint on an open proposal alone
  if (decision.outcome === 'confirmed') await apply(act, proposal, officer, tell)
  const closed = await closeProposal(act.sql, id, { ...decision, by: act.viewer.appointment ?? null }, act.at)
  if (!closed) throw new Refusal('proposal_decided')
  act.record({
    act: decision.outcome === 'confirmed' ? 'proposal.confirm' : 'proposal.refuse',
    subject: { kind: 'team', id: proposal.team },
    detail: { proposal: id, field: proposal.change.field },
  })
  await act.announce({ name: 'membership.changed', team: proposal.team })
}

/** Takes a proposal back; the team. @throws {Refusal} */
export async function withdrawProposal(act: Act, id: string): Promise<void> {
  const proposal = await loadProposal(act.sql, id)
  if (!proposal) throw notFound()
  const own = proposal.proposedBy === act.viewer.appointment
  if (!own && !speaksForTeam(act.viewer, proposal.team))
    throw new Refusal('not_your_role', { params: { who: 'team_speaker' } })
  const by = act.viewer.appointment ?? null
  if (!(await closeProposal(act.sql, id, { outcome: 'withdrawn', by, reason: null }, act.at)))
    throw new Refusal('proposal_decided')
  act.record({
    act: 'proposal.withdraw',
    subject: { kind: 'team', id: proposal.team },
    detail: { proposal: id },
  })
}

/** Two appointments of one human being are one person. @throws {Refusal} */
function mustBeSecond(act: Act, { change, team, proposerPerson }: Proposal): void {
  if (change.field !== 'poc') throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if (!speaksForTeam(act.viewer, team))
    throw new Refusal('not_your_role', { params: { who: 'second_person' } })
  if (act.viewer.person === proposerPerson) throw new Refusal('second_person_needed')
}

/** Who serves on both sides does not confirm what he proposed, while there is another officer. @throws {Refusal} */
async function mustBeAnother(act: Act, { proposerPerson }: Proposal): Promise<void> {
  const { viewer } = act
  if (isSystem(viewer) || viewer.person !== proposerPerson || !viewer.group) return
  if (await others(act.sql, { group: viewer.group, role: 'officer', except: viewer.person ?? '' }))
    throw new Refusal('second_person_needed')
}

/**
 * Whoever holds a person's address or key receives what every seat of that person receives: a team changes them
 * only for who serves there alone, else the person proposes. @throws {Refusal} own_proposal_needed, not_found
 */
async function mustBeTheirs(act: Act, { team, proposerPerson }: Proposal, person: string): Promise<void> {
  const seats = (await appointmentsOfPerson(person).execute(act.sql)).rows
  if (!seats.some((seat) => seat.team === team)) throw notFound()
  if (proposerPerson !== person && seats.some((seat) => seat.team !== team))
    throw new Refusal('own_proposal_needed')
}

async function apply(
  act: Act,
  proposal: Proposal,
  officer: boolean,
  tell: TellOldAddress | undefined,
): Promise<void> {
  const { team, change } = proposal
  switch (change.field) {
    case 'kind':
      if ((await barredIn(act.sql, team, change.value)).length > 0)
        throw new Refusal('kind_barred', { params: { kind: change.value } })
      return replaceFact(act.sql, randomUUID(), team, change.field, change.value, act.at)
    case 'sector':
    case 'district':
      return replaceFact(act.sql, randomUUID(), team, change.field, change.value, act.at)
    case 'domains':
      return replaceDomains(act.sql, team, change.value, act.at)
    case 'networks':
      return replaceNetworks(act.sql, team, change.value, act.at)
    case 'legalEntities':
    case 'boundContractors':
      return applyOrganisation(act, team, change)
    case 'releaseRoles':
      return updateReleaseRoles(act.sql, team, change.value)
    case 'email': {
      const { person, email } = change.value
      await mustBeTheirs(act, proposal, person)
      const [before] = (await personPage(person).execute(act.sql)).rows
      if (!before || !tell) throw new Error('an address is not changed without telling the old one')
      await updatePerson(act.sql, person, { email })
      await tell(act, before)
      return act.announce({ name: 'appointment.changed', person })
    }
    case 'keys':
      if (change.value.person !== null) await mustBeTheirs(act, proposal, change.value.person)
      return replaceKey(
        act.sql,
        { id: randomUUID(), team, person: change.value.person, key: change.value.key },
        act.at,
      )
    case 'poc':
      return applyPoc(act, team, change, officer)
  }
}

async function applyOrganisation(
  act: Act,
  team: string,
  change: Extract<Change, { field: 'legalEntities' | 'boundContractors' }>,
): Promise<void> {
  const [page] = (await teamPage(team).execute(act.sql)).rows
  const widened = added(page?.[change.field] ?? [], change.value).length > 0 ? act.at : null
  const next =
    change.field === 'legalEntities' ? { legalEntities: change.value } : { boundContractors: change.value }
  await updateOrganisation(act.sql, team, next, widened)
}

async function applyPoc(
  act: Act,
  team: string,
  { value }: Extract<Change, { field: 'poc' }>,
  officer: boolean,
): Promise<void> {
  const hours = officer ? 0 : (await charterOf(act)).trustChangeHours
  const since = new Date(act.at.getTime() + hours * HOUR)
  const terms = { role: 'poc', tie: value.tie, firm: value.firm } as const
  const { offer } = await enterAppointment(act, { seat: { team }, person: value.person, terms, since })
  // nobody goes before the successor has said yes
  if (value.replaces === null || offer !== null) return
  const before = await loadAppointment(act.sql, value.replaces)
  if (!before || isOver(before, since)) return
  await setUntil(act.sql, before.id, since)
  await act.announce({ name: 'appointment.changed', person: before.person })
}
