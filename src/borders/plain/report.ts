import { findCves, findObservables, isRule } from '#core/observables/index.ts'

/** Words of people who handle attacks; nobody puts them into a lure. */
const OF_HANDLERS =
  /\bIo[CA]s?\b|indicators? of|インディケータ|インジケータ|警戒情報|標的型|マルウェア|ランサム|\bCSIRT\b|malware|ransomware|threat actor|\bTTPs?\b/i

/** Words that stand in lures too: banks warn of phishing, and so do those who play them. Two different ones are a report. */
const OF_BOTH = [
  /注意喚起/,
  /フィッシング|phishing/i,
  /不審(?:な)?メール|suspicious (?:e-?)?mail/i,
  /脆弱性|vulnerabilit/i,
  /advisory|アドバイザリ/i,
]

const START = 20_000

/** Whether a mail speaks about an attack, rather than being one: it has a label, defanged values, digests, ids, the words. */
export function isReport(subject: string, text: string): boolean {
  const start = `${subject}\n${text.slice(0, START)}`
  if (/(?:TLP|PAP) ?[:=]/i.test(start.normalize('NFKC')) || OF_HANDLERS.test(start)) return true
  if (findCves(start).length > 0 || OF_BOTH.filter((word) => word.test(start)).length >= 2) return true
  return findObservables(start).some(
    ({ type, defanged }) => defanged || /^(?:md5|sha\d+)$/.test(type) || isRule(type),
  )
}
