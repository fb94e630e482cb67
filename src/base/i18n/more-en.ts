import { spokenIn } from './spoken.ts'

/** The other texts in English. The app's build puts the texts themselves in the place of this file. */
export const spoken = spokenIn('en', 'more')
