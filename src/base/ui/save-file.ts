/**
 * Puts a file that a door handed out onto the disk of who asked. It is fetched as every other answer and not opened by
 * an address, for the door wants to know under which hat one asks.
 * @param otherwise its name where the door says none
 */
export async function saveFile(answer: unknown, otherwise: string): Promise<void> {
  if (!(answer instanceof Response)) return
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(answer.headers.get('content-disposition')) ?? otherwise
  link.click()
  URL.revokeObjectURL(address)
}

/** RFC 6266 §4.3, as our own doors write it. */
function nameIn(disposition: string | null): string | null {
  const said = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  if (said === undefined) return null
  try {
    return decodeURIComponent(said)
  } catch {
    return null
  }
}
