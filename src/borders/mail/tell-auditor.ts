import { type Anchor, anchorLine, type Witness } from '#base/audit/index.ts'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { postLetter } from '#base/outbound/index.ts'

/** Mails an auditor the signed end of the audit chain: the auditors' mailboxes are the witnesses that nobody here can rewrite. */
export const tellAuditor = (act: Act, keys: Keys, auditor: Witness, anchor: Anchor): Promise<void> =>
  postLetter(act, keys, {
    kind: 'anchor',
    to: auditor.email,
    language: auditor.language,
    word: auditor.word ?? undefined,
    statement: anchorLine(anchor),
    at: anchor.at,
  })
