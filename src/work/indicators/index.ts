/**
 * Indicators (IoC) of the parts of items. Promise: they inherit the access of their part; a value is looked up only in
 * what the asker may read, never in exercises, in what has run out or was withdrawn.
 */
export {
  carryIndicators,
  changeIndicators,
  type IndicatorChange,
  keepingIndicators,
  summaryOf,
} from './change.ts'
export { indicatorPage, indicatorsOf, insertIndicators, type PartVersion } from './store.ts'
