import type { Door } from '#base/http/index.ts'
import type { Identity } from './create.ts'
import { enrolmentRoutes } from './enrolment-routes.ts'
import { factorRoutes } from './factor-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { sessionRoutes } from './session-routes.ts'

export {
  getLetters,
  postEnrolment,
  postEnrolmentPasskey,
  postEnrolmentPasskeyOptions,
  postEnrolmentPassword,
  postEnrolmentTotp,
  postInvitation,
  postInvitationLink,
} from './enrolment-routes.ts'
export {
  deletePasskey,
  deleteTotp,
  getFactors,
  postMyPasskey,
  postMyPasskeyOptions,
  postRecoveryCodes,
  postTotp,
  postTotpCode,
  putPassword,
} from './factor-routes.ts'
export { deleteApiKey, getApiKeys, postApiKey } from './key-routes.ts'
export {
  deleteOneSession,
  deleteSession,
  getDemoPersons,
  getSession,
  getSessions,
  postDemoSignIn,
  postFresh,
  postFreshOptions,
  postPasskey,
  postPasskeyOptions,
  postPassword,
  putLanguage,
} from './session-routes.ts'

/** The doors of sign-in. */
export const routes = ({ identity }: { readonly identity: Identity }): readonly Door[] => [
  ...sessionRoutes(identity),
  ...enrolmentRoutes(identity),
  ...factorRoutes(identity),
  ...keyRoutes(identity),
]
