import type { Charter } from './charter.ts'

/** Fields of a team whose values are codes of the charter. */
export type CodedField = 'sector' | 'district' | 'kind'

const lists = { sector: 'sectors', district: 'districts', kind: 'memberKinds' } as const

/** Name of a sector, district or member kind in both languages; the code itself where the charter no longer has it. */
export const labelOf = (
  charter: Pick<Charter, 'sectors' | 'districts' | 'memberKinds'>,
  field: CodedField,
  code: string,
): { readonly ja: string; readonly en: string } =>
  charter[lists[field]].find((entry) => entry.code === code)?.label ?? { ja: code, en: code }

/** Does the charter know this code? */
export const hasCode = (
  charter: Pick<Charter, 'sectors' | 'districts' | 'memberKinds'>,
  field: CodedField,
  code: string,
): boolean => charter[lists[field]].some((entry) => entry.code === code)
