import type { Act, Database } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import type { Tlp } from '#core/envelope/index.ts'
import { type Asker, type Disclosed, discloseSeen } from '#core/policy/index.ts'
import { exportItem, findSource, type OpenPart } from '#people/access/index.ts'
import { charterOf, faceOf } from '#people/association/index.ts'
import { indicatorsOf } from '#work/indicators/index.ts'

type TwoNames = { readonly ja: string; readonly en: string }

/** A warning as one reader may take it out of the house, with what its marking is made of. */
export interface ExportedWarning {
  readonly number: string
  readonly exercise: boolean
  /** The association, or the source where the item names it (R5). */
  readonly publisher: { readonly name: TwoNames; readonly address: string }
  /** Where the association lives. */
  readonly origin: string
  /** What the label GREEN means here (R13). */
  readonly community: TwoNames
  /** Rises with each version of a part that this reader has. */
  readonly version: number
  readonly releasedAt: Date
  readonly parts: readonly Disclosed<OpenPart>[]
  /** Of parts that are still valid (R18). */
  readonly indicators: Awaited<ReturnType<typeof readIndicators>>
}

/**
 * Takes a warning out of the house for one reader: the released, current versions of the parts that he may read, whose
 * label may go by this way (channel matrix: a person's file is as a print, a key is a machine), and that are under no
 * embargo (R12). Each part leaves a receipt of the channel `export`, so that a withdrawal tells what to undo (R14).
 *
 * @param as.format what it is written as, for the record
 * @param as.holds `indicators`: of the parts that have valid ones, alone
 * @throws Refusal `not_found`, `export_embargoed`, `export_forbidden`, `export_empty`
 */
export async function exportWarning(
  db: Database,
  asker: Asker,
  number: string,
  as: ExportedAs,
): Promise<ExportedWarning> {
  const viewer = db.asViewer(asker)
  const { item, ...exported } = await viewer.act((act) => exportParts(act, number, as))
  const indicators = await readIndicators(viewer, exported.parts.filter(hasValidIndicators))
  return { ...exported, number: item.number, exercise: item.exercise, indicators }
}

type ExportedAs = { readonly format: string; readonly holds: 'everything' | 'indicators' }

const hasValidIndicators = ({ stale, content }: OpenPart): boolean =>
  !stale && (content.indicators?.count ?? 0) > 0

/** Under the policies once more: whatever closed meanwhile stays inside. */
async function readIndicators(viewer: ReturnType<Database['asViewer']>, parts: readonly OpenPart[]) {
  if (parts.length === 0) return []
  const [rows] = await viewer.read((sql) => [indicatorsOf(sql, parts)])
  return rows.map(discloseSeen)
}

async function exportParts(act: Act, number: string, { format, holds }: ExportedAs) {
  const charter = await charterOf(act)
  const item = await exportItem(act, number, {
    passes: wayOut(act, charter),
    wants: holds === 'indicators' ? hasValidIndicators : () => true,
  })
  const { parts, mine, attribution } = item
  act.record({
    act: 'warning.export',
    subject: { kind: 'item', id: item.id },
    detail: { format, parts: parts.length },
    sealedActor: mine && attribution === 'withheld',
  })
  const { name, url } = await faceOf(act)
  const source = attribution === 'named' ? await findSource(act, item) : null
  return {
    item,
    parts,
    publisher: { name: source?.name ?? name, address: url },
    origin: url,
    community: charter.greenCommunity,
    version: 1 + parts.reduce((sum, part) => sum + part.version - 1, 0),
    releasedAt: item.releasedAt,
  }
}

/** What the channel matrix lets out by the way that the asker goes; an exercise enters no feed (R28). */
function wayOut({ asker }: Act, { channels }: Charter) {
  return ({ tlp, exercise }: { readonly tlp: Tlp; readonly exercise: boolean }): boolean =>
    asker.kind === 'key' ? channels[tlp].machine !== 'no' && !exercise : channels[tlp].print !== 'no'
}
