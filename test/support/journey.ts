import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from './browser.ts'
import { newPlace, type Place, toldOperators } from './running.ts'
import { type Scene, type Sitting, sceneWords, sitDown } from './window.ts'

const PICTURES = join(import.meta.dirname, '../../shots/failed')

/** What a journey is told. */
export interface Journey {
  readonly t: TestContext
  readonly scene: Scene
  /** An installation of its own for this scene. */
  place(): Promise<Place>
  /** A person at a screen of their own. */
  sit(url: string): Promise<Sitting>
  /** One step; where it fails the journey ends, with what operators were told, and pictures in `shots/failed`. */
  step(name: string, act: () => Promise<unknown>): Promise<void>
}

/**
 * One way that a person goes, once in each scene, one after the other, in one browser.
 */
export function journey(name: string, seen: readonly Scene[], go: (journey: Journey) => Promise<void>): void {
  test(name, { skip: noBrowser ?? false }, async (t) => {
    let browser: Browser | undefined
    before(async () => {
      browser = await openBrowser()
    })
    after(() => browser?.close())
    for (const scene of seen) {
      await t.test(sceneWords(scene), async (t) => {
        const place = async () => {
          const made = await newPlace()
          t.after(() => made.remove())
          return made
        }
        const sittings: Sitting[] = []
        const sit = async (url: string) => {
          const sitting = await sitDown(browser as Browser, url, scene)
          sittings.push(sitting)
          t.after(() => sitting.close())
          return sitting
        }
        const step = async (what: string, act: () => Promise<unknown>) => {
          let failed = false
          await t.test(what, async () => {
            try {
              await act()
            } catch (error) {
              failed = true
              t.diagnostic(toldOperators())
              await takePictures(`${name} ${sceneWords(scene)} ${what}`, sittings).catch(() => undefined)
              throw error
            }
          })
          if (failed) throw new Error(`the journey ended at: ${what}`)
        }
        await go({ t, scene, place, sit, step })
      })
    }
  })
}

async function takePictures(name: string, sittings: readonly Sitting[]): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const pages = sittings.flatMap(({ context }) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = join(PICTURES, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${index + 1}.png`)
    await page.screenshot({ path, fullPage: true, timeout: 5_000 })
  }
}
