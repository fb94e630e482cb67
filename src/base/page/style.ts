import { TLP, TLP_COLOURS } from '#core/envelope/index.ts'

/** CSS class of a label: `tlp-amber-strict`. */
export const tlpClass = (label: (typeof TLP)[number]): string =>
  `tlp-${label.toLowerCase().replace('+', '-')}`

/**
 * The one style sheet of pages made on the server: paper and ink, one indigo, light and dark, 360 px, A4. Stands in
 * the page under its nonce, so that a page looks right with nothing else loaded.
 */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #fbfaf7; --raised: #fff; --ink: #1a1d24; --soft: #5b5f68; --rule: #c5c4bf; --accent: #2d4288; --danger: #b3141c; }
@media (prefers-color-scheme: dark) { :root { --paper: #171a20; --raised: #1d2028; --ink: #e6e5e1; --soft: #a6a9b0; --rule: #484d58; --accent: #a3b3e2; --danger: #ff8a8a; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 'Noto Sans Variable', 'Noto Sans JP Variable', 'Noto Sans', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
:lang(ja) { line-break: strict; word-break: normal; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: .5rem 1rem; z-index: 1; }
header, footer { border: 0 solid var(--rule); padding: .75rem 1rem; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; }
header { border-bottom-width: 1px; }
footer { border-top-width: 1px; color: var(--soft); font-size: .875rem; margin-top: 3rem; }
header nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; }
.name { font-weight: 700; color: inherit; text-decoration: none; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem; }
main > p, main > ul, main > ol, main > dl { max-width: 45rem; }
h1 { font-size: 1.625rem; line-height: 1.3; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.4; margin: 2rem 0 .5rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, .mono { overflow-wrap: break-word; font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: .9375em; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th { white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--rule); }
.soft { color: var(--soft); }
.notice { border-left: 4px solid var(--accent); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
.danger { border-left-color: var(--danger); }
.exercise { background: #ffd400; color: #000; font-weight: 700; padding: .5rem 1rem; }
.button { display: inline-block; border: 1px solid var(--accent); border-radius: 4px; padding: .5rem 1rem; min-height: 2.75rem; text-decoration: none; }
.tlp { display: inline-block; background: #000; border-radius: 999px; padding: 0 .75rem; font-weight: 700; font-size: .875rem; white-space: nowrap; }
${TLP.map((label) => `.${tlpClass(label)} { color: ${TLP_COLOURS[label]}; }`).join('\n')}
@media (max-width: 40rem) {
  .cards thead { position: absolute; left: -999rem; }
  .cards tr { display: block; border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  .cards td, .cards th { display: block; border: 0; padding: .125rem 0; }
  .cards [data-label]::before { content: attr(data-label) ' '; color: var(--soft); }
}
@media print {
  @page { size: A4; margin: 18mm; }
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #333; --rule: #999; --accent: #000; color-scheme: light; }
  body { font-size: 10.5pt; }
  header nav, .skip, .no-print { display: none; }
  main { padding: 0; max-width: none; }
  h1, h2, h3 { break-after: avoid; }
  tr, .notice, figure { break-inside: avoid; }
  .tlp { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
