/** A letter before it has a form: what is said, in order. Text and HTML are made from the same blocks. */
export type Block =
  | { readonly kind: 'banner'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Somebody's own text: its lines stay as they are. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'foot'; readonly lines: readonly string[] }

/** Plain text: one blank line between blocks, a link's address on a line of its own so that it stays whole. */
export function asText(blocks: readonly Block[]): string {
  return `${blocks.map(textOf).join('\n\n')}\n`
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'banner':
    case 'paragraph':
    case 'text':
      return block.text
    case 'heading':
      return `── ${block.text}`
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'link':
      return `${block.label}\n${block.href}`
    case 'foot':
      return `-- \n${block.lines.join('\n')}`
  }
}

/** Plain HTML: no picture, no style sheet, no script; says the same as the text. */
export function asHtml(
  blocks: readonly Block[],
  { language, title }: { language: string; title: string },
): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.6;max-width:40em;margin:1em auto;padding:0 1em">
${blocks.map(htmlOf).join('\n')}
</body>
</html>
`
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'banner':
      return `<p style="font-weight:bold;font-size:1.2em">${escaped(block.text)}</p>`
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`
    case 'text':
      return `<p style="white-space:pre-wrap;overflow-wrap:anywhere">${escaped(block.text)}</p>`
    case 'heading':
      return `<h2 style="font-size:1.1em;margin-top:2em">── ${escaped(block.text)}</h2>`
    case 'facts':
      return `<p>${block.rows.map(([label, value]) => `${escaped(label)}: <b>${escaped(value)}</b>`).join('<br>\n')}</p>`
    case 'link': {
      const href = escaped(block.href)
      return `<p><a href="${href}" style="font-weight:bold">${escaped(block.label)}</a><br>\n<a href="${href}">${href}</a></p>`
    }
    case 'foot':
      return `<hr>\n<p style="font-size:0.875em">${block.lines.map(escaped).join('<br>\n')}</p>`
  }
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMES[character] ?? '')
