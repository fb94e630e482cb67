import { PatternFault, type Token, tokensOf } from './tokens.ts'

/** `file:hashes.'SHA-256'` is type `file`, steps `hashes`, `SHA-256`. An index is a step `[0]` or `[*]`. */
export interface ObjectPath {
  readonly type: string
  readonly steps: readonly string[]
}

export const OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'IN',
  'LIKE',
  'MATCHES',
  'ISSUBSET',
  'ISSUPERSET',
  'EXISTS',
] as const
export type Operator = (typeof OPERATORS)[number]

/** What a pattern says, without its brackets. */
export type Pattern =
  | {
      readonly is: 'comparison'
      readonly path: ObjectPath
      readonly operator: Operator
      readonly negated: boolean
      readonly values: readonly string[]
    }
  /** All within one observation. */
  | { readonly is: 'and' | 'or'; readonly of: readonly Pattern[] }
  /** `[…]`: one observation. */
  | { readonly is: 'observation'; readonly of: Pattern }
  /** Between observations. */
  | { readonly is: 'both' | 'either' | 'then'; readonly of: readonly Pattern[] }
  /** `WITHIN 5 SECONDS`, `REPEATS 3 TIMES`, `START … STOP …`. */
  | { readonly is: 'qualified'; readonly of: Pattern; readonly by: string }

export type Comparison = Extract<Pattern, { is: 'comparison' }>

/** Longest pattern that is taken apart, in UTF-16 units, and deepest nesting of brackets. */
const LONGEST = 1_000_000
const DEEPEST = 64

const COMPARING: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  IN: 'IN',
  LIKE: 'LIKE',
  MATCHES: 'MATCHES',
  ISSUBSET: 'ISSUBSET',
  ISSUPERSET: 'ISSUPERSET',
}

/**
 * Reads a STIX pattern (STIX 2.1 §9; 2.0 part 5), in time linear to its length. More is taken than the grammar allows
 * where real files need it: `id` as a property, names in any case.
 * @throws {PatternFault} with the place
 */
export function parsePattern(pattern: string): Pattern {
  if (pattern.length > LONGEST) throw new PatternFault('too long', LONGEST)
  const reader = new Reader(tokensOf(pattern))
  const parsed = reader.observations(0)
  reader.end()
  return parsed
}

/** Holds the place in the tokens; lives for one pattern. */
class Reader {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** FOLLOWEDBY binds loosest, then OR, then AND. */
  observations(depth: number): Pattern {
    return this.#chain('FOLLOWEDBY', 'then', () =>
      this.#chain('OR', 'either', () => this.#chain('AND', 'both', () => this.#observation(depth))),
    )
  }

  end(): void {
    if (this.#peek().kind !== 'end') this.#fault('more than one pattern')
  }

  #observation(depth: number): Pattern {
    this.#deep(depth)
    let inner: Pattern
    if (this.#has('[')) {
      inner = { is: 'observation', of: this.#comparisons(depth + 1) }
      this.#need(']')
    } else {
      this.#need('(')
      inner = this.observations(depth + 1)
      this.#need(')')
    }
    for (let by = this.#qualifier(); by !== null; by = this.#qualifier())
      inner = { is: 'qualified', of: inner, by }
    return inner
  }

  #qualifier(): string | null {
    if (this.#has('WITHIN')) {
      const length = this.#value()
      if (!this.#has('SECONDS')) this.#need('SECOND')
      return `WITHIN ${length} SECONDS`
    }
    if (this.#has('REPEATS')) {
      const times = this.#value()
      this.#need('TIMES')
      return `REPEATS ${times} TIMES`
    }
    if (!this.#has('START')) return null
    const start = this.#value()
    this.#need('STOP')
    return `START ${start} STOP ${this.#value()}`
  }

  #comparisons(depth: number): Pattern {
    return this.#chain('OR', 'or', () => this.#chain('AND', 'and', () => this.#comparison(depth)))
  }

  #comparison(depth: number): Pattern {
    this.#deep(depth)
    if (this.#has('(')) {
      const inner = this.#comparisons(depth + 1)
      this.#need(')')
      return inner
    }
    if (this.#has('EXISTS')) {
      return { is: 'comparison', path: this.#path(), operator: 'EXISTS', negated: false, values: [] }
    }
    const early = this.#has('NOT')
    const path = this.#path()
    const late = this.#has('NOT')
    const operator = COMPARING[this.#peek().text]
    if (operator === undefined || this.#peek().kind === 'text') this.#fault('operator expected')
    this.#next++
    const values = operator === 'IN' ? this.#set() : [this.#value()]
    return { is: 'comparison', path, operator: operator as Operator, negated: early !== late, values }
  }

  #path(): ObjectPath {
    const type = this.#word()
    this.#need(':')
    const steps = [this.#step()]
    for (;;) {
      if (this.#has('.')) steps.push(this.#step())
      else if (this.#has('[')) {
        steps.push(`[${this.#has('*') ? '*' : this.#value()}]`)
        this.#need(']')
      } else return { type, steps }
    }
  }

  #step(): string {
    const token = this.#peek()
    if (token.kind !== 'text') return this.#word()
    this.#next++
    return token.text
  }

  #set(): string[] {
    this.#need('(')
    const values: string[] = []
    while (!this.#has(')')) {
      values.push(this.#value())
      if (!this.#has(',') && this.#peek().text !== ')') this.#fault('comma expected')
    }
    return values
  }

  #value(): string {
    const token = this.#peek()
    const isTruth = token.kind === 'word' && (token.text === 'true' || token.text === 'false')
    if (token.kind === 'word' && !isTruth) this.#fault('value expected')
    if (token.kind === 'mark' || token.kind === 'end') this.#fault('value expected')
    this.#next++
    return token.text
  }

  #word(): string {
    const token = this.#peek()
    if (token.kind !== 'word') this.#fault('name expected')
    this.#next++
    return token.text
  }

  /** `one WORD one WORD one …` as one node, or the only one bare. */
  #chain(word: string, is: 'and' | 'or' | 'both' | 'either' | 'then', one: () => Pattern): Pattern {
    const first = one()
    if (this.#peek().text !== word || this.#peek().kind !== 'word') return first
    const of = [first]
    while (this.#has(word)) of.push(one())
    return { is, of }
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 }
  }

  #has(text: string): boolean {
    const token = this.#peek()
    if (token.text !== text || (token.kind !== 'word' && token.kind !== 'mark')) return false
    this.#next++
    return true
  }

  #need(text: string): void {
    if (!this.#has(text)) this.#fault(`${text} expected`)
  }

  #deep(depth: number): void {
    if (depth > DEEPEST) this.#fault('nested too deeply')
  }

  #fault(reason: string): never {
    throw new PatternFault(reason, this.#peek().at)
  }
}

/** A text as the pattern language writes it: backslash before quote and backslash (§9.1). */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

/** A path as the pattern language writes it; names with other letters than a bare name has are quoted. */
export function pathText({ type, steps }: ObjectPath): string {
  const rest = steps.map((step, index) => {
    if (step.startsWith('[')) return step
    const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? step : quoted(step)
    return index === 0 ? name : `.${name}`
  })
  return `${type}:${rest.join('')}`
}
