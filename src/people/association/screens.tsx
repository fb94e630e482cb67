export { CharterPage } from './screens/charter.tsx'
