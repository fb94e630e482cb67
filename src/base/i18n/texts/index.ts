import { app } from './app.ts'
import { association } from './association.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { handling } from './handling.ts'
import { mail } from './mail.ts'
import { mailbox } from './mailbox.ts'
import { people } from './people.ts'

/** All namespaces. To add one: a file beside this one, its import, its name here. */
export const namespaces = { people, association, app, common, errors, handling, mail, mailbox }
