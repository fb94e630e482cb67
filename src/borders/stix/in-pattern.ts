import { meaningOf } from './meaning.ts'
import { type Found, found } from './observable.ts'
import type { Comparison, Pattern } from './pattern.ts'

/** What can be looked up of a pattern. */
export interface InPattern {
  readonly found: readonly Found[]
  readonly senderNames: readonly string[]
  /** The pattern says no more than "one of `found`": nothing is lost when it is left behind. */
  readonly whole: boolean
  /** It names who received something: the words of the pattern belong to the victim's side. */
  readonly namesRecipients: boolean
}

interface Basket {
  readonly found: Found[]
  readonly senderNames: string[]
  whole: boolean
  namesRecipients: boolean
}

/**
 * Takes out of a pattern what it asks to be equal: addresses, names, hashes. What it asks not to be, or to be like
 * something, is never made an indicator: it would warn of the wrong thing.
 */
export function findInPattern(pattern: Pattern): InPattern {
  const basket: Basket = { found: [], senderNames: [], whole: true, namesRecipients: false }
  walk(pattern, basket)
  return basket
}

function walk(pattern: Pattern, basket: Basket): void {
  if (pattern.is === 'comparison') together([pattern], basket)
  else if (pattern.is === 'observation') walk(pattern.of, basket)
  else if (pattern.is === 'qualified') {
    basket.whole = false
    walk(pattern.of, basket)
  } else if (pattern.is === 'or' || pattern.is === 'either') {
    for (const one of pattern.of) walk(one, basket)
  } else {
    const leaves = pattern.of.filter((one) => one.is === 'comparison')
    if (leaves.length < pattern.of.length) basket.whole = false
    if (leaves.length > 0) together(leaves, basket)
    for (const one of pattern.of) if (one.is !== 'comparison') walk(one, basket)
  }
}

/** Comparisons that hold at once. Those about one file make one file: its name and size go with its hashes. */
function together(comparisons: readonly Comparison[], basket: Basket): void {
  const file: File = { names: [], sizes: [], hashes: [], folders: [] }
  const others: Found[] = []
  for (const comparison of comparisons) put(comparison, file, others, basket)
  const files = foundFiles(file)
  if (files[0]?.types[0] !== 'path')
    others.push(...file.folders.map((folder) => found(['path'], folder, { aside: 'folder' })))
  if (files.length === 0 && file.sizes.length > 0) basket.whole = false
  // several things at once are more than "one of them"
  if (comparisons.length > 1 && others.length + Math.min(files.length, 1) > 1) basket.whole = false
  for (const one of [files, others].flat()) basket.found.push(one)
}

interface File {
  readonly names: string[]
  readonly sizes: number[]
  readonly hashes: Found[]
  readonly folders: string[]
}

function put(comparison: Comparison, file: File, others: Found[], basket: Basket): void {
  const wanted = wantedValues(comparison)
  const meaning = meaningOf(comparison.path)
  if (wanted.length === 0 || meaning.role === 'detail') basket.whole = false
  else if (meaning.role === 'file-name') for (const name of wanted) file.names.push(name)
  else if (meaning.role === 'file-size') for (const size of wanted) file.sizes.push(Number(size))
  else if (meaning.role === 'file-folder') for (const folder of wanted) file.folders.push(folder)
  else if (meaning.role === 'sender-name') for (const name of wanted) basket.senderNames.push(name)
  else if (meaning.role === 'value') {
    const { path, operator } = comparison
    const target = path.type === 'file' && path.steps[0] === 'hashes' ? file.hashes : others
    const types = operator === 'ISSUBSET' ? (['network'] as const) : meaning.types
    for (const text of wanted) target.push(found(types, text, { aside: meaning.aside }))
  } else basket.namesRecipients = true
}

function foundFiles({ names, sizes, hashes, folders }: File): Found[] {
  const size = sizes[0] ?? null
  const [name, folder] = [names[0], folders[0]]
  if (hashes.length === 0 && names.length === 1 && name !== undefined && folder !== undefined) {
    return [found(['path'], `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`, { size })]
  }
  return hashes.length > 0
    ? hashes.map((hash) => ({ ...hash, names, size }))
    : names.map((name) => found(['filename'], name, { size }))
}

/** The values that a comparison wants to see; none where it excludes them or only resembles them. */
function wantedValues({ path, operator, negated, values }: Comparison): readonly string[] {
  if (negated) return []
  if (operator === '=' || operator === 'IN') return values
  return operator === 'ISSUBSET' && /^ipv[46]-addr$/.test(path.type) ? values : []
}
