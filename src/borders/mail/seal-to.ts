import type { OutgoingMail } from '#base/outbound/index.ts'
import type { Pgp } from '#base/pgp/index.ts'

/** What encrypting mail needs of the house. */
export interface Sealing {
  readonly pgp: Pick<Pgp, 'encrypt'>
  /** The association's own key, which signs. */
  readonly signingKey: () => Promise<{ readonly privateKey: string; readonly fingerprint: string }>
}

/** How a mail is signed by the association and encrypted to one key, under a subject of its own inside. */
export async function sealTo(
  { pgp, signingKey }: Sealing,
  armored: string,
  subject: string,
): Promise<NonNullable<OutgoingMail['sealed']>> {
  const { privateKey } = await signingKey()
  return {
    subject,
    encrypt: (content) => pgp.encrypt({ content, to: [armored], privateKey, at: new Date() }),
  }
}
