import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { CaptureFormat, CaptureNote } from '#core/capture/index.ts'
import { notFound } from '#core/errors/index.ts'
import { ownParts } from '#people/access/index.ts'
import { placeOfFile, placeOfTold, type ToldOfFile } from './original.ts'
import { captureOf, originalOf } from './store.ts'

const unpack = promisify(inflateRaw)

/** What a draft was made from, for its originator. @throws Refusal `not_found`, also where it was written by hand */
export async function readCapture(act: Act, number: string, keys: Keys) {
  const { capture, told } = await ownCapture(act, number, keys)
  // written by us, from the list of core/capture
  return { format: capture.format as CaptureFormat, takenAt: capture.taken_at, ...told }
}

/** The file itself, as it came. @throws Refusal `not_found` */
export async function readOriginal(
  act: Act,
  number: string,
  keys: Keys,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { capture, told, withheld } = await ownCapture(act, number, keys)
  const original = await originalOf(act.sql, capture.original_id)
  if (!original) throw notFound()
  act.record({
    act: 'warning.read-original',
    subject: { kind: 'item', id: capture.item_id },
    sealedActor: withheld,
  })
  const packed = Buffer.from(keys.unseal(original.file, placeOfFile(original.id)), 'base64')
  return { name: told.fileName, bytes: await unpack(packed) }
}

async function ownCapture(act: Act, number: string, keys: Keys) {
  const [part] = await ownParts(act, number)
  const capture = part && (await captureOf(act.sql, part.item_id))
  if (!capture) throw notFound()
  const { source, reference, file_name, notes } = capture
  const told: ToldOfFile =
    capture.told === null
      ? { source, reference, fileName: file_name, notes: notes as unknown as readonly CaptureNote[] }
      : JSON.parse(keys.unseal(capture.told, placeOfTold(capture.item_id)))
  return { capture, told, withheld: part.attribution === 'withheld' }
}
