import { spokenIn } from './spoken.ts'

/** The texts in English alone. The app's build puts the texts themselves in the place of this file. */
export const spoken = spokenIn('en')
