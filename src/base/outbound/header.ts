/** A value that may not stand in a header. The value itself is not in the message: it may be anything. */
export class UnsafeHeader extends Error {
  readonly header: string
  constructor(header: string) {
    super(`${header} holds a character that may not stand in a header`)
    this.name = 'UnsafeHeader'
    this.header = header
  }
}

// Controls (line ends among them) begin headers of their own; bidirectional controls and line separators let one
// text look like another.
const FORBIDDEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** The value unchanged. @throws UnsafeHeader */
export function headerValue(header: string, value: string): string {
  if (FORBIDDEN.test(value) || !value.isWellFormed()) throw new UnsafeHeader(header)
  return value
}

// RFC 5321 §4.1.2 without quoted local parts, RFC 6531 names: what has a second meaning in a header is left out.
const ADDRESS = /^[^\s"(),:;<>@[\\\]\p{Cc}]{1,64}@[^\s"(),:;<>@[\\\]\p{Cc}]{1,253}$/u

/** One bare address, never a list, never with a name. @throws UnsafeHeader */
export function headerAddress(header: string, value: string): string {
  if (!ADDRESS.test(headerValue(header, value))) throw new UnsafeHeader(header)
  return value
}
