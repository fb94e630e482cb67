/**
 * The only way out of the house: web requests that reach public addresses alone, and mail, whose letters are posted
 * in the act that causes them and go out exactly if it commits.
 */

export { type Answered, type Asked, askRenkei } from './ask-renkei.ts'
export { UnsafeHeader } from './header.ts'
export type { FactorChange, Letter, LetterKind } from './letter.ts'
export { createMailer, type Mailer, MailFailure, type MailRoute, type OutgoingMail } from './mail.ts'
export { type Mailbox, openMailbox, type ReceivedMail } from './mailbox.ts'
export {
  letterFailed,
  letterSent,
  openLetter,
  postLetter,
  resumeLetters,
} from './post.ts'
export { type OutboxState, outboxState } from './store.ts'
