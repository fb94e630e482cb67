/** Promise: the only way out of the house. Nothing goes to an address that was not checked when connecting. */

export type { OutboundAnswer, OutboundOptions, OutboundRequest, SendHttp } from './http.ts'
export { createOutbound, outboundLimits } from './http.ts'
