/** Plain text, Markdown and mail files with indicators in them. */
export { readMarkdown, readText } from './read-text.ts'
