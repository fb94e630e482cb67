/**
 * Promise: every text of the product in Japanese and English from one set of files, on server and in browser;
 * a key that one language lacks does not compile. Dates and numbers are written in one way per language.
 */

export type { Language } from './language.ts'
export { isLanguage, languageAsked, languages } from './language.ts'
export { loadSpeaker } from './speaker.ts'
export {
  beginOfDay,
  day,
  instantWords,
  monthWords,
  numberWords,
  relativeWords,
  zoneName,
} from './times.ts'
export type { Params, TextKey, Translate } from './translate.ts'
export { translator } from './translate.ts'
