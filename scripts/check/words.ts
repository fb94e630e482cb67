import { textFiles } from './files.ts'

/** What may not stand in any file. Letters in brackets keep this list from finding itself. */
const words: { pattern: RegExp; in?: RegExp; because: string }[] = [
  { pattern: /\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/, because: 'unfinished work is an issue, not a comment' },
  {
    pattern: /not (yet )?[i]mplemented|[l]orem ipsum/i,
    because: 'what is not there is not shown',
  },
  {
    pattern: /(^|[^\w.@#*/}-])\/(home|Users|mnt|work)\/\w/,
    because: 'a place on somebody’s machine',
  },
  { pattern: /^(<{7}|>{7}) /, because: 'a merge was left half done' },
  {
    pattern: /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/,
    because: 'an invisible character: write it as an escape',
  },
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/,
    in: /^(?!test\/|.*\.(test|support)\.ts$)/,
    because: 'a private key',
  },
  {
    pattern: /\b(seamless(ly)?|cutting.edge|blazing|effortless(ly)?|world.class|next.generation|game.chang)/i,
    in: /\.md$/,
    because: 'say what it does, not how grand it is',
  },
  {
    pattern: /\b(test|it|describe)\.(only|skip|todo)\b/,
    in: /\.test\.tsx?$/,
    because: 'a test that does not run promises nothing',
  },
]

/** Words that no file of the repository may hold, each told with its place. */
export function checkWords(root: string): string[] {
  const found: string[] = []
  for (const { path, lines } of textFiles(root)) {
    if (path === 'scripts/check/words.ts' || path === 'package-lock.json') continue
    const rules = words.filter((one) => !one.in || one.in.test(path))
    lines.forEach((line, index) => {
      for (const { pattern, because } of rules) {
        const word = line.match(pattern)?.[0]
        if (word !== undefined) found.push(`${path}:${index + 1} "${word.trim()}": ${because}`)
      }
    })
    if (/(^|[/-])utils?[/.]/.test(path)) found.push(`${path}: a helper lives in the module whose word it is`)
  }
  return found
}
