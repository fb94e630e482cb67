import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { keepsDirectory, type Rounded, rounded } from '#core/policy/index.ts'
import { charterOf } from '#people/association/index.ts'
import { added, principalsOpened } from './proposal.ts'
import { alsoHeldBy, loadProposal, type ProposalLine, proposalLine, whatOpens } from './proposal-store.ts'
import type { BothLanguages } from './team.ts'
import { teamPage } from './team-store.ts'

/** What confirming would open: numbers and names of teams, never what they could read. */
export interface Opening {
  /** Live parts that the team would newly read, rounded as any count is. */
  readonly parts: Rounded
  /** Contractors and people of group companies who would count as inside the organisation. */
  readonly people: number
  /** Other teams with the same domain or an overlapping network. */
  readonly alsoHeldBy: readonly { readonly team: string; readonly name: BothLanguages }[]
  /** Groups of the team that bar the new kind: they have to be left first (R20). */
  readonly barredIn: readonly string[]
}

/** A proposal as its team sees it, and for the secretariat what it opens. @throws {Refusal} not_found */
export async function previewProposal(
  act: Act,
  id: string,
): Promise<{ proposal: ProposalLine; opens: Opening | null }> {
  const [line] = (await proposalLine(id).execute(act.sql)).rows
  const proposal = await loadProposal(act.sql, id)
  if (!line || !proposal) throw notFound()
  if (!keepsDirectory(act.viewer) || proposal.outcome !== null) return { proposal: line, opens: null }
  const { change, team } = proposal
  const [page] = (await teamPage(team).execute(act.sql)).rows
  const firms =
    change.field === 'legalEntities'
      ? added(page?.legalEntities ?? [], change.value)
      : change.field === 'boundContractors'
        ? added(page?.boundContractors ?? [], change.value)
        : []
  const [opens] = (
    await whatOpens({
      principals: principalsOpened(change),
      team,
      firms,
      kind: change.field === 'kind' ? change.value : null,
    }).execute(act.sql)
  ).rows
  const contended =
    change.field === 'domains' || change.field === 'networks'
      ? await alsoHeldBy(
          team,
          change.field === 'domains' ? change.value : [],
          change.field === 'networks' ? change.value : [],
        ).execute(act.sql)
      : { rows: [] }
  const { k } = await charterOf(act)
  return {
    proposal: line,
    opens: {
      parts: rounded(opens?.parts ?? 0, k),
      people: opens?.people ?? 0,
      alsoHeldBy: contended.rows,
      barredIn: opens?.barredIn ?? [],
    },
  }
}
