import type { Vulnerability } from './capture.ts'

const VECTOR = /^(?:CVSS:(\d\.\d)\/)?[A-Za-z]{1,3}:[A-Za-z]{1,9}(?:\/[A-Za-z]{1,3}:[A-Za-z]{1,9}){3,40}$/

/**
 * A CVSS rating from its vector and score. The vector says its version (`CVSS:3.1/…`); one without is version 2. Null:
 * neither a vector nor a score between 0 and 10.
 */
export function cvssOf(vector: string, score: number | null, version = ''): Vulnerability['cvss'] {
  const match = VECTOR.exec(vector.trim().replace(/^\((.*)\)$/, '$1'))
  const within = score !== null && score >= 0 && score <= 10 ? score : null
  if (!match && within === null) return null
  return { version: match ? (match[1] ?? '2.0') : version, vector: match?.[0] ?? '', score: within }
}
