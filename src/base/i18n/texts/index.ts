import { agreements } from './agreements.ts'
import { answering } from './answering.ts'
import { app } from './app.ts'
import { approval } from './approval.ts'
import { association } from './association.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { charter } from './charter.ts'
import { common } from './common.ts'
import { composer } from './composer.ts'
import { deliveries } from './deliveries.ts'
import { directory } from './directory.ts'
import { errors } from './errors.ts'
import { groups } from './groups.ts'
import { handling } from './handling.ts'
import { captured, indicators } from './indicators.ts'
import { intake } from './intake.ts'
import { mail } from './mail.ts'
import { mailbox } from './mailbox.ts'
import { objecting } from './objecting.ts'
import { office } from './office.ts'
import { onward } from './onward.ts'
import { oversight } from './oversight.ts'
import { people } from './people.ts'
import { contradictions, reasons } from './reasons.ts'
import { sanitisation } from './sanitisation.ts'
import { signIn } from './sign-in.ts'
import { warnings } from './warnings.ts'

/** All namespaces. To add one: a file beside this one, its import, its name here. */
export const namespaces = {
  people,
  directory,
  groups,
  agreements,
  office,
  approval,
  association,
  charter,
  app,
  audit,
  common,
  errors,
  handling,
  mail,
  mailbox,
  signIn,
  composer,
  deliveries,
  captured,
  contradictions,
  indicators,
  intake,
  reasons,
  sanitisation,
  warnings,
  answering,
  board,
  objecting,
  onward,
  oversight,
}
