/** Plain text, Markdown and mail files with indicators in them. */
export { type Attached, type MailReading, readMail } from './read-mail.ts'
export { readMarkdown, readText } from './read-text.ts'
