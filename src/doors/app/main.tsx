import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { isLanguage, loadSpeaker } from '#base/i18n/index.ts'
import { Ground } from '#base/ui/index.ts'
import { App } from './routes.tsx'

// Japanese names 120 ranges; its style sheet must not hold up the first paint
void import('./fonts.ts')

// the page's policy forbids code made from text; the schema library would try
config({ jitless: true })

const page = document.documentElement
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const language = isLanguage(page.lang) ? page.lang : 'ja'
const t = await loadSpeaker(language, 'first')
const root = document.getElementById('app')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Ground voice={{ language, t }} nonce={nonce}>
        <App />
      </Ground>
    </StrictMode>,
  )
