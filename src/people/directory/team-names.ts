import type { Act } from '#base/db/index.ts'

export type TeamName = { readonly id: string; readonly name: { readonly short: string; readonly ja: string; readonly en: string } }

/** Names of teams, for whoever may see the directory. Teams that are not there are left out. */
export async function teamNames(sql: Act['sql'], ids: readonly string[]): Promise<TeamName[]> {
  if (ids.length === 0) return []
  const rows = await sql.selectFrom('directory.teams').select(['id', 'short_name', 'name_ja', 'name_en']).where('id', 'in', [...ids]).execute()
  return rows.map((row) => ({ id: row.id, name: { short: row.short_name, ja: row.name_ja, en: row.name_en } }))
}
