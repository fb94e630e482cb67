/**
 * A browser's own description in two words, `Firefox · Linux`, so that people know their sessions again. Only words
 * of this list come out: what a browser says of itself is anybody's text.
 */
export function agentWords(header: string | null): string {
  const said = (header ?? '').slice(0, 500)
  const found = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(said))?.[1]
  return [found(browsers), found(systems)].filter(Boolean).join(' · ')
}

// Order matters: nearly all of them also claim to be Chrome, and Chrome to be Safari.
const browsers = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
] as const

const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const
