import { forbiddenInLine } from './characters.ts'

/**
 * A file for the disk of who asked, never to be shown by a browser: as an attachment (RFC 6266), under a name without
 * anything that a file system or a shell might mistake. The other headers of safety are those of every answer.
 * @param type media type, as we know it and not as somebody says
 */
export function download(bytes: Uint8Array, name: string, type: string): Response {
  const plain = harmlessName(name)
  const ascii = plain.replace(/[^\x20-\x7e]/g, '_').replace(/["%]/g, '_')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(plain)}`,
    },
  })
}

/** RFC 8187 §3.2.1: what `encodeURIComponent` leaves alone and an extended value may not hold. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

function harmlessName(name: string): string {
  const characters = [...name.toWellFormed().normalize('NFC')].map((one) =>
    forbiddenInLine(one) !== null || /[\\/:*?"<>|%]/.test(one) ? '_' : one,
  )
  // neither a hidden file nor one that ends in what Windows drops
  return (
    characters
      .join('')
      .slice(0, 200)
      .toWellFormed()
      .replace(/^[.\s]+|[.\s]+$/g, '') || 'file'
  )
}
