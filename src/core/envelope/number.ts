/** Letters and digits that are not mistaken for each other when said on the telephone (no 0/O, 1/I/L, U/V). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/**
 * An item's number, `RNK-7Q4K-2M`: random, so that it tells nothing about how many items there are (R24), and short
 * enough to be said aloud. `random` holds at least 6 bytes from a secure source; one byte makes one letter.
 */
export function itemNumber(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, 6), (byte) => ALPHABET[byte % ALPHABET.length])
  if (letters.length < 6) throw new RangeError('an item number needs 6 random bytes')
  return `RNK-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

export const ITEM_NUMBER = /^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/
