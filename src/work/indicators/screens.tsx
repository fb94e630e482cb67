/** What members see of indicators beyond one warning. */
export { LookUp } from './screens/look-up.tsx'
