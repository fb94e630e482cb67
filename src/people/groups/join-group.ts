import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { chairs, keepsDirectory, speaksForTeam } from '#core/policy/index.ts'
import { teamPage } from '#people/directory/index.ts'
import { bars, type Group, type GroupStanding, mayBelong } from './group.ts'
import {
  closeRequest,
  insertMembership,
  insertRequest,
  loadBody,
  loadGroup,
  loadRequest,
  membership,
  openRequests,
} from './store.ts'

/**
 * Asks for the own team to join (the chair answers), or invites a team (the team answers). The secretariat answers
 * and invites too.
 *
 * @throws {Refusal} not_found, not_your_role, group_closed, kind_barred, standing_forbids, already_member, request_open
 */
export async function askToJoin(
  act: Act,
  group: string,
  { team, standing }: { team: string; standing: GroupStanding },
): Promise<{ id: string }> {
  const found = await loadGroup(act.sql, group)
  if (!found) throw notFound()
  const leads = chairs(act.viewer, group) || keepsDirectory(act.viewer)
  if (!leads && !speaksForTeam(act.viewer, team))
    throw new Refusal('not_your_role', { params: { who: 'team_speaker' } })
  await mustBeFit(act, found, team, standing)
  const open = (await openRequests({ group, team }).execute(act.sql)).rows
  if (open.length > 0) throw new Refusal('request_open')
  const id = randomUUID()
  const kind = leads ? 'invitation' : 'request'
  const by = act.viewer.appointment as string
  await insertRequest(act.sql, { id, group, team, kind, standing, by }, act.at)
  act.record({ act: `group.${kind}`, subject: { kind: 'group', id: group }, detail: { request: id, team } })
  await act.announce({ name: 'group.changed', group })
  return { id }
}

/** Accepts or refuses: the chair or the secretariat a request, the team an invitation. @throws {Refusal} */
export async function answerRequest(act: Act, id: string, accept: boolean): Promise<void> {
  const request = await loadRequest(act.sql, id)
  if (!request) throw notFound()
  const { group, team, standing } = request
  const mine =
    request.kind === 'invitation'
      ? speaksForTeam(act.viewer, team)
      : chairs(act.viewer, group) || keepsDirectory(act.viewer)
  if (!mine) {
    throw new Refusal('not_your_role', {
      params: { who: request.kind === 'invitation' ? 'team_speaker' : 'chair' },
    })
  }
  if (request.outcome !== null) throw new Refusal('request_decided')
  if (accept) {
    const found = await loadGroup(act.sql, group)
    if (!found) throw notFound()
    await mustBeFit(act, found, team, standing)
    // entered while the invitation is still open: the policies let a team in on an open invitation alone
    await enter(act, group, team, standing)
  }
  const outcome = accept ? 'accepted' : 'refused'
  if (!(await closeRequest(act.sql, id, { outcome, by: act.viewer.appointment ?? null }, act.at)))
    throw new Refusal('request_decided')
  act.record({
    act: 'group.answer',
    subject: { kind: 'group', id: group },
    detail: { request: id, team, outcome },
  })
}

/** Takes a request or an invitation back; whoever could have made it. @throws {Refusal} */
export async function withdrawRequest(act: Act, id: string): Promise<void> {
  const request = await loadRequest(act.sql, id)
  if (!request) throw notFound()
  const mine =
    request.kind === 'request'
      ? speaksForTeam(act.viewer, request.team)
      : chairs(act.viewer, request.group) || keepsDirectory(act.viewer)
  if (!mine) {
    throw new Refusal('not_your_role', {
      params: { who: request.kind === 'request' ? 'team_speaker' : 'chair' },
    })
  }
  const by = act.viewer.appointment ?? null
  if (!(await closeRequest(act.sql, id, { outcome: 'withdrawn', by }, act.at)))
    throw new Refusal('request_decided')
  act.record({
    act: 'group.withdraw-request',
    subject: { kind: 'group', id: request.group },
    detail: { request: id },
  })
}

/** Every member team belongs to the association: on admission, without a request. For people/membership. */
export async function joinAssociation(act: Act, team: string): Promise<void> {
  const body = await loadBody(act.sql, 'association')
  if (!body || (await membership(act.sql, body.id, team, act.at))) return
  await enter(act, body.id, team, 'member')
}

async function enter(act: Act, group: string, team: string, standing: GroupStanding): Promise<void> {
  await insertMembership(act.sql, { id: randomUUID(), group, team, standing }, act.at)
  act.record({ act: 'group.join', subject: { kind: 'group', id: group }, detail: { team, standing } })
  await act.announce({ name: 'membership.changed', team })
}

/** R20 and the standing of the team, said to whoever asks. @throws {Refusal} */
async function mustBeFit(act: Act, group: Group, team: string, standing: GroupStanding): Promise<void> {
  if (group.closedAt !== null) throw new Refusal('group_closed')
  const [page] = (await teamPage(team).execute(act.sql)).rows
  if (!page) throw notFound()
  if (bars(group, page.kind)) throw new Refusal('kind_barred', { params: { kind: page.kind ?? '' } })
  if (!mayBelong(page.standing, standing))
    throw new Refusal('standing_forbids', { params: { standing: page.standing ?? 'none' } })
  if (await membership(act.sql, group.id, team, act.at)) throw new Refusal('already_member')
}
