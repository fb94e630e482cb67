import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { type Share, spokenIn } from './src/base/i18n/spoken.ts'

/** One share of the texts of one language as plain data, so that a browser fetches what it says and no more. */
const textsByLanguage = (): Plugin => ({
  name: 'texts by language',
  load(id) {
    const [, share, language] =
      /\/src\/base\/i18n\/(first|more)-(ja|en)\.ts$/.exec(id.replaceAll('\\', '/')) ?? []
    if (!share || !language) return null
    return `export const spoken = ${JSON.stringify(spokenIn(language as 'ja' | 'en', share as Share))}`
  },
})

/** Builds the browser app: `src/doors/app` → `dist/app`. The server puts nonce and language into each page. */
export default defineConfig({
  root: 'src/doors/app',
  plugins: [textsByLanguage(), react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    // a file inlined as data: would be refused by the page's own policy
    assetsInlineLimit: 0,
    rolldownOptions: {
      // core is pure: a badge need not carry the schemas that its neighbours make
      treeshake: {
        moduleSideEffects: (id) =>
          !/\/src\/(core|base\/(i18n|ui))\/(?!.*\.css)|\/node_modules\/zod\//.test(id),
      },
      output: {
        // what changes seldom stays in the browser's store when a screen changes
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\// },
            // whatever the entry needs comes in one piece, not in twenty
            { name: 'ground', tags: ['$initial'], test: (id: string) => !/main\.tsx|index\.html/.test(id) },
          ],
        },
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
})
