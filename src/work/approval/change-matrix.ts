import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { type AuthorityMatrix, actsForTeam, OPEN_MATRIX } from '#core/policy/index.ts'
import { insertMatrix, ownMatrix, updateMatrix } from './store.ts'

/** The authority matrix of the viewer's own team; revision 0 where it has written none. */
export async function readMatrix(act: Act): Promise<{ matrix: AuthorityMatrix; revision: number }> {
  const row = await ownMatrix(act.sql).executeTakeFirst()
  return row
    ? { matrix: row.body as AuthorityMatrix, revision: row.revision }
    : { matrix: OPEN_MATRIX, revision: 0 }
}

/**
 * Writes the authority matrix of the own team (R8). It opens nothing to anybody: whoever releases is one of the roles
 * that the team's facts name besides. The team's administrator alone: not who is bound by it.
 *
 * @param revision what the editor saw; 0 where there was none
 * @throws Refusal `not_your_role`, `changed_meanwhile`
 */
export async function changeMatrix(act: Act, revision: number, matrix: AuthorityMatrix): Promise<number> {
  const { team } = act.viewer
  if (!team || !actsForTeam(act.viewer, team, 'team_admin'))
    throw new Refusal('not_your_role', { params: { who: 'team_admin' } })
  const changed =
    revision === 0
      ? (await insertMatrix(act.sql, team, matrix, act.at)).numInsertedOrUpdatedRows
      : (await updateMatrix(act.sql, team, revision, matrix, act.at)).numUpdatedRows
  if (changed !== 1n) throw new Refusal('changed_meanwhile')
  act.record({
    act: 'team.authority',
    subject: { kind: 'team', id: team },
    detail: { rules: matrix.rules.length },
  })
  return revision + 1
}
