/** R6 and R7: what in a text may give somebody away, and what to write instead. Pure. */
export { type CheckedItem, type CheckedPart, findingsOf } from './check.ts'
export {
  type Dictionary,
  type KnownPerson,
  type KnownTeam,
  type KnownWord,
  makeDictionary,
  type Subject,
} from './dictionary.ts'
export { fieldsOf, type Written, type WrittenIndicator } from './fields.ts'
export { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts'
export { type Replacement, replaced, suggest, withReplacements } from './replace.ts'
export { type MemberPlace, type SmallWorld, type SmallWorldPart, smallWorldOf } from './small-world.ts'
