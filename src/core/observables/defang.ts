import type { ObservableType } from './choices.ts'

const SCHEMES: Readonly<Record<string, string>> = { http: 'hxxp', https: 'hxxps', ftp: 'fxp', ftps: 'fxps' }

const dots = (text: string): string => text.replaceAll('.', '[.]')

function defangUrl(value: string): string {
  const cut = value.indexOf('://')
  const rest = value.slice(cut + 3)
  const end = rest.search(/[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const scheme = value.slice(0, cut)
  const start = SCHEMES[scheme] === undefined ? `${scheme}[://]` : `${SCHEMES[scheme]}://`
  // the user part may hold brackets of its own
  const host = authority.lastIndexOf('@') + 1
  return `${start}${authority.slice(0, host)}${dots(authority.slice(host))}${end < 0 ? '' : rest.slice(end)}`
}

function defangMail(value: string): string {
  const cut = value.lastIndexOf('@')
  return `${value.slice(0, cut)}[@]${dots(value.slice(cut + 1))}`
}

/**
 * A normal value written so that no program makes a link of it and nobody opens it by accident; `refang` gives it
 * back. Values that nothing can open (hashes, keys, rules …) stay as they are.
 */
export function defang(type: ObservableType, value: string): string {
  switch (type) {
    case 'url':
      return defangUrl(value)
    case 'ipv4':
    case 'domain':
      return dots(value)
    case 'ipv6':
    case 'network':
      return dots(value).replaceAll(':', '[:]')
    case 'email':
      return defangMail(value)
    default:
      return value
  }
}
