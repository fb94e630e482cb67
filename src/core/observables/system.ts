import { type Normal, odd } from './odd.ts'

const HIVES: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
  HKPD: 'HKEY_PERFORMANCE_DATA',
}

/**
 * A key of the Windows registry with its hive in full. `\REGISTRY\MACHINE` (the kernel's name), `HKLM:\` (PowerShell)
 * and doubled backslashes are read. Letters keep their case; lookups do not tell cases apart.
 */
export function registryKey(text: string): Normal {
  const single = text
    .replace(/\\{2,}/g, '\\')
    .replace(/^\\?REGISTRY\\MACHINE(?=\\|$)/i, 'HKLM')
    .replace(/^\\?REGISTRY\\USER(?=\\|$)/i, 'HKU')
    .replace(/\\$/, '')
  const cut = single.indexOf('\\')
  const hive = (cut < 0 ? single : single.slice(0, cut)).replace(/:$/, '').toUpperCase()
  const rest = cut < 0 ? '' : single.slice(cut)
  const full = HIVES[hive] ?? (Object.values(HIVES).includes(hive) ? hive : null)
  // an ending backslash would be taken at a second reading
  return full === null || /\\$/.test(rest) ? odd('unknown-form') : { value: `${full}${rest}` }
}

/** `\\.\pipe\name`, however many of its backslashes came through. */
export function namedPipe(text: string): Normal {
  const name = text.replace(/^[\\/]{0,4}\.?[\\/]{1,4}pipe[\\/]{1,4}/i, '')
  if (name === '' || /^[\\/]/.test(name)) return odd('unknown-form')
  return /^[\\/.]*pipe[\\/]/i.test(name) ? odd('unknown-form') : { value: `\\\\.\\pipe\\${name}` }
}

/** `AS64496`; read with or without the letters, and as `1.10` (RFC 5396). */
export function asn(text: string): Normal {
  const digits = /^(?:ASN? ?:? ?)?(?:(\d{1,5})\.)?(\d{1,10})$/i.exec(text)
  if (digits === null) return odd('unknown-form')
  const [, high = '0', low = ''] = digits
  if (digits[1] !== undefined && (Number(low) > 65535 || Number(high) > 65535)) return odd('unknown-form')
  const number = Number(high) * 65536 + Number(low)
  return number < 2 ** 32 ? { value: `AS${number}` } : odd('unknown-form')
}

/** Digits, with the plus of an international number: writing of any country, one value. */
export function phone(text: string): Normal {
  const plain = text.normalize('NFKC').replace(/^tel:/i, '')
  const international = plain.trimStart().startsWith('+')
  const digits = (international ? plain.replace('(0)', '') : plain).replace(
    /[\s().\u2010-\u2015\u30fc\u2212-]/g,
    '',
  )
  return /^\+?\d{3,20}$/.test(digits) ? { value: digits } : odd('unknown-form')
}
