/** Texts that teams and people accept, in versions: who accepted what, since when without a gap. */
export { accept } from './accept.ts'
export { AGREEMENT_STATES, type AgreementKind, type AgreementState } from './agreement.ts'
export { createAgreement, type NewVersion, publishVersion } from './create-agreement.ts'
export { endAcceptance } from './end-acceptance.ts'
export { type AgreementLine, listAgreements } from './list-agreements.ts'
export { whetherAgreed } from './store.ts'
