/** What members and the secretariat see of agreements. Each is hung on an address in `doors/app/routes.tsx`. */
export { AgreementPage } from './screens/agreement.tsx'
export { OfficeAgreements, OurAgreements } from './screens/list.tsx'
export { NewAgreement } from './screens/write.tsx'
