import './screens/checks.css'
import './screens/warnings.css'

/** What members see of warnings. Each is hung on an address in `doors/app/routes.tsx`. */
export { Checks } from './screens/checks.tsx'
export { Compose } from './screens/compose.tsx'
export { Warnings } from './screens/list.tsx'
export { Warning } from './screens/read.tsx'
export { Release } from './screens/release.tsx'
