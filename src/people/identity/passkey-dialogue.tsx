import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser'
import type { Translate } from '#base/i18n/index.ts'
import { LocalFault } from '#base/ui/index.ts'

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']

/** Shows a passkey; the options come from the server. @throws {LocalFault} in words, when the dialogue was closed */
export const showPasskey = <T,>(t: Translate, optionsJSON: unknown): Promise<T> =>
  inWords(t, () => startAuthentication({ optionsJSON: optionsJSON as RequestOptions })) as Promise<T>

/** Makes a passkey. @throws {LocalFault} */
export const makePasskey = <T,>(t: Translate, optionsJSON: unknown): Promise<T> =>
  inWords(t, () => startRegistration({ optionsJSON: optionsJSON as CreationOptions })) as Promise<T>

async function inWords<T>(t: Translate, dialogue: () => Promise<T>): Promise<T> {
  try {
    return onlyStandard(await dialogue())
  } catch (cause) {
    const why =
      cause instanceof WebAuthnError && cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
        ? t('signIn.passkey.known')
        : isSupported()
          ? t('signIn.passkey.cancelled')
          : t('signIn.passkey.unsupported')
    throw new LocalFault(t('signIn.passkey.failed'), why, cause)
  }
}

const isSupported = (): boolean => typeof PublicKeyCredential !== 'undefined' && window.isSecureContext

/** Browsers add fields that the standard's JSON form leaves undefined; they do not travel. */
const onlyStandard = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T
