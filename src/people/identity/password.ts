/** Characters of a password: at least, so that it cannot be tried out; at most, so that hashing it stays cheap. */
export const passwordLength = { min: 12, max: 256 } as const

/** Why a password is refused; text at `errors.reasons.<reason>`. */
export type PasswordFault = 'too_short' | 'too_long' | 'common_password' | 'password_tells_name'

/**
 * The form in which a password is hashed and compared: composed alike on every keyboard (NIST SP 800-63B
 * §3.1.1.2 names NFKC), so that が typed in two ways is one password.
 */
export const normalPassword = (typed: string): string => typed.normalize('NFKC')

/**
 * What is wrong with a password, or null. Asks for length and against what attackers try first, and for nothing
 * else: rules about digits and signs make passwords weaker (NIST SP 800-63B §3.1.1.2).
 * @param about words that are no secret here: the person's names and address, the association's short names
 */
export function passwordFault(typed: string, about: readonly string[]): PasswordFault | null {
  const password = normalPassword(typed)
  const length = [...password].length
  if (length < passwordLength.min) return 'too_short'
  if (length > passwordLength.max) return 'too_long'
  const plain = unadorned(password)
  if (isTrivial(password.toLowerCase()) || isTrivial(plain) || common.has(plain) || isRepeatOf(plain, common))
    return 'common_password'
  const known = about.flatMap((word) => word.split(/[@.\s_-]+/)).map(unadorned)
  const rest = known
    .filter((word) => word.length >= 3)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
  // what is left when the names are taken out has to be worth something by itself
  return rest !== plain && rest.length < 6 ? 'password_tells_name' : null
}

/** Lower case, the usual substitutions undone, digits and signs at both ends dropped: `P@ssw0rd2026!!` → `password`. */
const unadorned = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\p{N}\p{P}\p{S}\s]+|[\p{N}\p{P}\p{S}\s]+$/gu, '')
    .replace(/[@4013$5!7\s_.-]/g, (sign) => substitutes[sign] ?? '')

const substitutes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  $: 's',
  '5': 's',
  '!': 'i',
  '7': 't',
}

/** Few different characters, or a run along the alphabet, the digits or the keyboard. */
function isTrivial(text: string): boolean {
  if (new Set(text).size < 5) return true
  const doubled = runs.map((run) => run + run)
  return doubled.some((run) => run.includes(text) || [...run].reverse().join('').includes(text))
}

const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
]

const isRepeatOf = (text: string, words: ReadonlySet<string>): boolean => {
  for (const word of words)
    if (word.length >= 3 && text.length > 0 && text.replaceAll(word, '') === '') return true
  return false
}

// The most used words of leaked lists (ja and en), bare of digits and signs, which people add and attackers expect.
// Alone, adorned or repeated each of them is refused.
const common: ReadonlySet<string> = new Set(
  `password passwort passw password password pass word secret admin administrator root login welcome letmein iloveyou
  monkey dragon master sunshine princess football baseball superman batman trustno shadow michael jennifer jordan
  hunter ranger buster soccer hockey killer george charlie andrew thomas robert daniel jessica pepper ginger
  qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qweasd qweasdzxc
  abc abcd abcde abcdef abcdefg changeme change default guest user test testing temp temporary company office
  computer internet server network security secure access system manager support service summer winter spring autumn
  january february march april monday friday hello freedom whatever nothing starwars pokemon naruto doraemon
  sakura tokyo osaka kyoto nagoya japan nippon nihon nihonjin kawaii arigato konnichiwa ohayou sayonara hanako tarou
  himawari momiji tsubaki yamato fujisan hikari takashi hiroshi kenji yuki suzuki tanaka satou takahashi watanabe
  pasuwado pasuwaado anshou himitsu kaisha csirt renkei incident response cert jpcert cyber cybersecurity
  パスワード ひみつ さくら ありがとう こんにちは あいうえお`
    .split(/\s+/)
    .filter(Boolean),
)
