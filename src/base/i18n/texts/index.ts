import { common } from './common.ts'
import { errors } from './errors.ts'

/** All namespaces. To add one: a file beside this one, its import, its name here. */
export const namespaces = { common, errors }
