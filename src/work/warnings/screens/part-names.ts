import type { PartKind } from '#core/envelope/index.ts'

/** Says the word for a kind: the texts of a screen do. */
type Say = (key: `warnings.kind.${PartKind}`) => string

/** What each part is called: its kind, with a number where one sees several of that kind. */
export const partNames = (kinds: readonly PartKind[], t: Say): string[] =>
  kinds.map((kind, index) => {
    const word = t(`warnings.kind.${kind}`)
    const alike = (list: readonly PartKind[]) => list.filter((other) => other === kind).length
    return alike(kinds) > 1 ? `${word} ${alike(kinds.slice(0, index + 1))}` : word
  })
