/** What members see of files that come in. Put beside the warnings in `doors/app`. */
export { useBringIn } from './screens/bring-in.tsx'
