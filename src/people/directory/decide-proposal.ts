import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isOfficer, speaksForTeam } from '#core/policy/index.ts'
import { charterOf } from '#people/association/index.ts'
import { enterAppointment } from './appoint.ts'
import { isOver } from './appointment.ts'
import { loadAppointment, setUntil, updatePerson } from './people-store.ts'
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

const HOUR = 3_600_000

/**
 * Confirms or refuses what a team proposed: an officer of the secretariat; a new point of contact also a second
 * person of the team, and then it takes effect only after the charter's hours.
 *
 * @throws {Refusal} not_found, not_your_role, second_person_needed, proposal_decided, kind_barred
 */
export async function decideProposal(
  act: Act,
  id: string,
  decision: { outcome: 'confirmed' | 'refused'; reason: string | null },
): Promise<void> {
  const proposal = await loadProposal(act.sql, id)
  if (!proposal) throw notFound()
  const officer = isOfficer(act.viewer)
  if (!officer) mustBeSecond(act, proposal)
  if (proposal.outcome !== null) throw new Refusal('proposal_decided')
  // applied while it is still open: the policies let a second person appoint on an open proposal alone
  if (decision.outcome === 'confirmed') await apply(act, proposal, officer)
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
  if (!speaksForTeam(act.viewer, proposal.team))
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

async function apply(act: Act, { team, change }: Proposal, officer: boolean): Promise<void> {
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
    case 'email':
      await updatePerson(act.sql, change.value.person, { email: change.value.email })
      return act.announce({ name: 'appointment.changed', person: change.value.person })
    case 'keys':
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
  await enterAppointment(act, { seat: { team }, person: value.person, terms, since })
  if (value.replaces === null) return
  const before = await loadAppointment(act.sql, value.replaces)
  if (!before || isOver(before, since)) return
  await setUntil(act.sql, before.id, since)
  await act.announce({ name: 'appointment.changed', person: before.person })
}
