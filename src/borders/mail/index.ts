/**
 * Mail as people read it. A mail says no more than its channel may carry (R23, channel matrix): from Renkei that is a
 * notice, a number and a link, and the letters of sign-in; never the content of an item, never an attachment.
 */
export { type Composed, compose, type House } from './compose.ts'
export { deliver, type MailDeps } from './deliver.ts'
export { type DeliveryDeps, sendDeliveries } from './send-deliveries.ts'
export { tellAuditor } from './tell-auditor.ts'
