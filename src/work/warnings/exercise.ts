/**
 * Exercises hold documentation addresses and invented names only (R28), so that nobody blocks, calls or looks up what
 * is real. Ranges: RFC 5737, RFC 3849; names: RFC 2606, RFC 6761.
 */

const IPV4 = /\b(?:\d{1,3}(?:\[?\.\]?)){3}\d{1,3}\b/g
const HOST_IN_URL = /\bh(?:tt|xx)ps?(?::|\[:\])\/\/([^\s/:?#]+)/gi
const MAIL = /[\w.+-]+(?:@|\[@\])([\w.[\]-]+\.[a-z]{2,})/gi

const DOCUMENTATION = [/^192\.0\.2\./, /^198\.51\.100\./, /^203\.0\.113\./]
const RESERVED =
  /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org|jp)$|(?:^|\.)example\.(?:co|ne|or|ac|go)\.jp$/i

const refang = (text: string): string => text.replaceAll(/\[|\]/g, '')
const isInvented = (host: string): boolean =>
  /^[\d.]+$/.test(host) ? DOCUMENTATION.some((range) => range.test(host)) : RESERVED.test(host)

/** Addresses and hosts in a text that may be real, each once, in their order. */
export function realAddresses(text: string): string[] {
  const hosts = [
    ...[...text.matchAll(IPV4)].map(([found]) => refang(found)),
    ...[...text.matchAll(HOST_IN_URL)].map(([, host = '']) => refang(host)),
    ...[...text.matchAll(MAIL)].map(([, host = '']) => refang(host)),
  ]
  return [...new Set(hosts)].filter((host) => !isInvented(host))
}
