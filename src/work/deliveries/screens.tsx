export { MailChannels } from './screens/channels.tsx'
export { Deliverability } from './screens/deliverability.tsx'
export { Erasures } from './screens/erasures.tsx'
