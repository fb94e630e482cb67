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

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
}
/** Privileges weigh less where the scope is unchanged. */
const PRIVILEGES = { U: { N: 0.85, L: 0.62, H: 0.27 }, C: { N: 0.85, L: 0.68, H: 0.5 } } as const

/** The base score of a vector of CVSS 3.0 or 3.1 (§7.1), for a score and its vector must agree; null: not such a vector. */
export function cvss3BaseScore(vector: string): number | null {
  if (!/^CVSS:3\.[01]\//.test(vector)) return null
  const said = new Map(vector.split('/').map((one) => one.split(':', 2) as [string, string]))
  const weight = (metric: string): number => WEIGHTS[metric]?.[said.get(metric) ?? ''] ?? Number.NaN
  const scope = said.get('S') === 'C' ? 'C' : 'U'
  const privileges = PRIVILEGES[scope][(said.get('PR') ?? '') as 'N' | 'L' | 'H'] ?? Number.NaN
  const lost = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'))
  const impact = scope === 'U' ? 6.42 * lost : 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15
  const ease = 8.22 * weight('AV') * weight('AC') * privileges * weight('UI')
  if (Number.isNaN(impact + ease) || said.get('S') !== scope) return null
  return impact <= 0 ? 0 : roundUp(Math.min((scope === 'U' ? 1 : 1.08) * (impact + ease), 10))
}

/** To one decimal, upwards, untouched by how machines hold fractions (CVSS 3.1, appendix A). */
function roundUp(score: number): number {
  const whole = Math.round(score * 100_000)
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10
}

/** The word for a score (CVSS 3.1 §5). */
export const cvssSeverity = (score: number): 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL' =>
  score === 0 ? 'NONE' : score < 4 ? 'LOW' : score < 7 ? 'MEDIUM' : score < 9 ? 'HIGH' : 'CRITICAL'
