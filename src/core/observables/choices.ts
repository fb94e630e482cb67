/** What can be observed and looked up. A rule is kept as its text. */
export const OBSERVABLE_TYPES = [
  'ipv4',
  'ipv6',
  'network',
  'asn',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'ssdeep',
  'tlsh',
  'imphash',
  'filename',
  'path',
  'mutex',
  'named-pipe',
  'registry-key',
  'certificate',
  'user-agent',
  'ja3',
  'ja3s',
  'ja4',
  'hassh',
  'crypto-address',
  'phone',
  'bank-account',
  'mail-subject',
  'yara',
  'sigma',
  'snort',
  'suricata',
  'other',
] as const
export type ObservableType = (typeof OBSERVABLE_TYPES)[number]

/** What an indicator is meant for (R19): look for it, block it, or study it. */
export const OBJECTIVES = ['detect', 'block', 'research'] as const
export type Objective = (typeof OBJECTIVES)[number]

export const CONFIDENCES = ['low', 'medium', 'high'] as const
export type Confidence = (typeof CONFIDENCES)[number]
