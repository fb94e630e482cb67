import { Account as SignInAccount } from '#people/identity/screens.tsx'
import { MailChannels } from '#work/deliveries/screens.tsx'

/** Identity comes before deliveries and does not know them; the app puts mail into the account. */
export const Account = () => <SignInAccount mail={<MailChannels />} />
