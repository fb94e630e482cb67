/** Where a pattern stands in a text. */
export interface Match {
  /** Index of the pattern. */
  readonly pattern: number
  readonly from: number
  readonly to: number
}

/**
 * All places of all patterns in one pass (Aho and Corasick, 1975): the time depends on the text and on what is found,
 * not on the size of the dictionary. Patterns whose first two characters do not stand in the text are not even built
 * in, which leaves a few of a hundred thousand names.
 */
export function findAll(text: string, patterns: readonly string[]): Match[] {
  const pairs = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    pairs.add(text.slice(at, at + 1))
    pairs.add(text.slice(at, at + 2))
  }
  const next: Map<string, number>[] = [new Map()]
  const ending: number[][] = [[]]
  for (const [index, pattern] of patterns.entries()) {
    if (pattern === '' || !pairs.has(pattern.slice(0, 2)) || !pairs.has(pattern.slice(-2))) continue
    let state = 0
    for (let unit = 0; unit < pattern.length; unit++) {
      const char = pattern.charAt(unit)
      let after = next[state]?.get(char)
      if (after === undefined) {
        after = next.push(new Map()) - 1
        ending.push([])
        next[state]?.set(char, after)
      }
      state = after
    }
    ending[state]?.push(index)
  }
  return next.length === 1 ? [] : run(text, patterns, next, ending, failures(next, ending))
}

/** For each state the longest other state that is an end of it; what ends there ends here too. */
function failures(next: readonly Map<string, number>[], ending: number[][]): number[] {
  const fail = new Array<number>(next.length).fill(0)
  const queue = [...(next[0]?.values() ?? [])]
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0
    for (const [char, after] of next[state] ?? []) {
      let back = fail[state] ?? 0
      while (back !== 0 && !next[back]?.has(char)) back = fail[back] ?? 0
      const to = next[back]?.get(char) ?? 0
      fail[after] = to
      ending[after]?.push(...(ending[to] ?? []))
      queue.push(after)
    }
  }
  return fail
}

function run(
  text: string,
  patterns: readonly string[],
  next: readonly Map<string, number>[],
  ending: readonly number[][],
  fail: readonly number[],
): Match[] {
  const matches: Match[] = []
  let state = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    while (state !== 0 && !next[state]?.has(char)) state = fail[state] ?? 0
    state = next[state]?.get(char) ?? 0
    for (const pattern of ending[state] ?? [])
      matches.push({ pattern, from: at + 1 - (patterns[pattern]?.length ?? 0), to: at + 1 })
  }
  return matches
}
