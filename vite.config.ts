import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the browser app: `src/doors/app` → `dist/app`. The server puts nonce and language into each page. */
export default defineConfig({
  root: 'src/doors/app',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    // a file inlined as data: would be refused by the page's own policy
    assetsInlineLimit: 0,
    rolldownOptions: {
      // core is pure: a badge need not carry the schemas that its neighbours make
      treeshake: { moduleSideEffects: (id) => !/\/src\/core\/|\/node_modules\/zod\//.test(id) },
      output: {
        // what changes seldom stays in the browser's store when a screen changes
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\// },
            { name: 'texts', test: /src\/base\/i18n\/|node_modules\/i18next\// },
          ],
        },
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
})
