import { spokenIn } from './spoken.ts'

/** The first texts in Japanese. The app's build puts the texts themselves in the place of this file. */
export const spoken = spokenIn('ja', 'first')
