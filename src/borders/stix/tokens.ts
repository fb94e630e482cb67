/** One word of a pattern and where it begins. Literals are already unescaped. */
export interface Token {
  readonly kind: 'word' | 'mark' | 'text' | 'number' | 'time' | 'binary' | 'end'
  readonly text: string
  readonly at: number
}

/** Why a text is not a pattern, and where (UTF-16 units from its beginning). */
export class PatternFault extends Error {
  override readonly name = 'PatternFault'
  readonly at: number
  constructor(reason: string, at: number) {
    super(reason)
    this.at = at
  }
}

const SPACE = /[\s\u00a0\ufeff]+/y
const COMMENT = /\/\/[^\n\r]*|\/\*/y
const WORD = /[A-Za-z_][A-Za-z0-9_-]*/y
const NUMBER = /[+-]?\d+(?:\.\d+)?/y
const MARK = /!=|<>|<=|>=|==|[[\]():.,*=<>]/y
const LITERALS: Readonly<Record<string, Token['kind']>> = { t: 'time', h: 'binary', b: 'binary' }

/**
 * Cuts a pattern of STIX 2.1 (§9) or 2.0 into tokens, in one pass.
 * @throws {PatternFault} on a character that no pattern has, an open text or an open comment
 */
export function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (rule: RegExp): string | null => {
    rule.lastIndex = at
    return rule.exec(pattern)?.[0] ?? null
  }
  while (at < pattern.length) {
    const space = take(SPACE)
    if (space !== null) {
      at += space.length
      continue
    }
    const comment = take(COMMENT)
    if (comment !== null) {
      at = comment === '/*' ? endOfComment(pattern, at) : at + comment.length
      continue
    }
    const token = takeText(pattern, at) ?? takeOther(at, take)
    tokens.push(token.token)
    at = token.end
  }
  tokens.push({ kind: 'end', text: '', at })
  return tokens
}

function endOfComment(pattern: string, at: number): number {
  const end = pattern.indexOf('*/', at + 2)
  if (end < 0) throw new PatternFault('comment without an end', at)
  return end + 2
}

interface Taken {
  readonly token: Token
  readonly end: number
}

/** `'text'`, `t'time'`, `h'hex'`, `b'base64'`; inside, a backslash stands before a quote or a backslash. */
function takeText(pattern: string, at: number): Taken | null {
  const prefix = LITERALS[pattern[at] ?? '']
  const open = prefix === undefined ? at : at + 1
  if (pattern[open] !== "'") return null
  let text = ''
  let from = open + 1
  for (let i = from; i < pattern.length; i++) {
    if (pattern[i] === '\\') {
      text += pattern.slice(from, i)
      from = ++i
    } else if (pattern[i] === "'") {
      return { token: { kind: prefix ?? 'text', text: text + pattern.slice(from, i), at }, end: i + 1 }
    }
  }
  throw new PatternFault('text without an end', at)
}

function takeOther(at: number, take: (rule: RegExp) => string | null): Taken {
  const found =
    ([NUMBER, WORD, MARK] as const)
      .map((rule, index) => ({ text: take(rule), kind: (['number', 'word', 'mark'] as const)[index] }))
      .find(({ text }) => text !== null) ?? null
  if (found?.text == null || found.kind === undefined)
    throw new PatternFault('character that no pattern has', at)
  return { token: { kind: found.kind, text: found.text, at }, end: at + found.text.length }
}
