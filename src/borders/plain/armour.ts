/** What OpenPGP puts around a text (RFC 9580 §6.2, §7). Nothing is checked or opened here. */
export interface Unarmoured {
  readonly text: string
  readonly signed: boolean
  readonly encrypted: boolean
}

const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----'
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----'
const END = '-----END PGP SIGNATURE-----'

/** Text that was signed in clear, without its frame; what is encrypted is said and left out. However mangled it came. */
export function unarmoured(text: string): Unarmoured {
  const encrypted = text.includes('-----BEGIN PGP MESSAGE-----')
  const open = encrypted ? withoutBlock(text) : text
  const start = open.indexOf(SIGNED)
  if (start < 0) return { text: open, signed: false, encrypted }
  const from = start + SIGNED.length
  const signature = open.indexOf(SIGNATURE, from)
  const end = signature < 0 ? -1 : open.indexOf(END, signature)
  const inner = open
    .slice(from, signature < 0 ? undefined : signature)
    .replace(/^\s*\n(?:(?:Hash|Charset|Comment|Version): [^\n]*\n){0,10}/, '')
    .replace(/^- (?=[-F])/gm, '')
  const after = end < 0 ? '' : open.slice(end + END.length)
  return { text: `${open.slice(0, start)}${inner.trim()}${after}`, signed: true, encrypted }
}

function withoutBlock(text: string): string {
  const start = text.indexOf('-----BEGIN PGP MESSAGE-----')
  const close = '-----END PGP MESSAGE-----'
  const end = text.indexOf(close, start)
  return `${text.slice(0, start)}${end < 0 ? '' : text.slice(end + close.length)}`.trim()
}
