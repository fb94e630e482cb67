import type { Indicator, ObservableType } from '#core/observables/index.ts'

/** How an indicator is written: MISP's type and category. `says`: MISP has no type for ours, so a tag says it. */
export interface Written {
  readonly type: string
  readonly category: string
  readonly says: boolean
}

const as = (type: string, category: string, says = false): Written => ({ type, category, says })
const network = (type: string, says = false): Written => as(type, 'Network activity', says)
const dropped = (type: string, says = false): Written => as(type, 'Artifacts dropped', says)
const delivered = (type: string): Written => as(type, 'Payload delivery')
const fraud = (type: string, says = false): Written => as(type, 'Financial fraud', says)

const WRITTEN: Readonly<Record<ObservableType, Written>> = {
  ipv4: network('ip-dst'),
  ipv6: network('ip-dst'),
  network: network('ip-dst', true),
  asn: network('AS'),
  domain: network('domain'),
  url: network('url'),
  email: network('email'),
  md5: delivered('md5'),
  sha1: delivered('sha1'),
  sha224: delivered('sha224'),
  sha256: delivered('sha256'),
  sha384: delivered('sha384'),
  sha512: delivered('sha512'),
  ssdeep: delivered('ssdeep'),
  tlsh: delivered('tlsh'),
  imphash: delivered('imphash'),
  filename: as('filename', 'Payload delivery', true),
  path: dropped('filename', true),
  mutex: dropped('mutex'),
  'named-pipe': dropped('named pipe'),
  'registry-key': as('regkey', 'Persistence mechanism'),
  certificate: network('x509-fingerprint-sha1', true),
  'user-agent': network('user-agent'),
  ja3: network('ja3-fingerprint-md5'),
  ja3s: network('ja3-fingerprint-md5', true),
  ja4: as('other', 'Other', true),
  hassh: network('hassh-md5'),
  'crypto-address': as('other', 'Other', true),
  phone: fraud('phone-number'),
  'bank-account': fraud('bank-account-nr', true),
  'mail-subject': delivered('email-subject'),
  yara: as('yara', 'Payload installation'),
  sigma: as('sigma', 'Payload installation'),
  snort: network('snort'),
  suricata: network('snort', true),
  other: as('other', 'Other', true),
}

/** What an indicator is called in MISP; some types are told apart by the value. */
export function writtenAs({ type, value }: Pick<Indicator, 'type' | 'value'>): Written {
  if (type === 'certificate' && value.length === 64) return network('x509-fingerprint-sha256')
  if (type === 'crypto-address' && /^(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[0-9a-z]{11,71})$/.test(value))
    return fraud('btc')
  if (type === 'bank-account' && /^[A-Z]{2}\d{2}[A-Z0-9 ]{10,40}$/.test(value)) return fraud('iban')
  return WRITTEN[type]
}
