/** Why a value is not what its type says. Codes, so that a note can be told in both languages. */
export type OddReason =
  | 'empty'
  | 'too-long'
  /** A NUL, a line break where a line was wanted, or half a character. */
  | 'not-text'
  /** `1.2.3.004`: read as decimal by some programs and as octal by others. */
  | 'leading-zero'
  | 'not-an-address'
  /** A network, an address with a port, a URL: right in itself, under another type. */
  | 'another-type'
  | 'not-a-name'
  | 'wildcard'
  | 'not-a-url'
  | 'not-hexadecimal'
  | 'wrong-length'
  | 'wrong-checksum'
  | 'unknown-form'

/** A value in its normal form, or the reason why it has none. */
export type Normal = { readonly value: string } | { readonly odd: OddReason }

export const odd = (reason: OddReason): Normal => ({ odd: reason })
