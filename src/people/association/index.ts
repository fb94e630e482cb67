/** The association itself and its charter: everybody may know its name and rules; both change only on record. */
export type { AssociationFace, CharterVersion, Mode } from './association.ts'
export { createAssociation, type Founded } from './create-association.ts'
export { editAddress } from './edit-address.ts'
export { findSigningKey, type SigningDeps, type SigningKey } from './find-signing-key.ts'
export { type Association, type FollowedAssociation, faceOf, followAssociation } from './read-association.ts'
export { charterOf } from './read-charter.ts'
