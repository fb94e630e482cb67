import pg from 'pg'

const INT8 = 20
const DATE = 1082

/**
 * How values of PostgreSQL arrive: timestamptz as Date, jsonb parsed, a date as its ISO text (a Date would get a
 * time zone it never had), int8 as number.
 *
 * @throws while reading, when an int8 is beyond what a number holds exactly
 */
export const valueTypes = new pg.TypeOverrides()

valueTypes.setTypeParser(DATE, (text: string) => text)
valueTypes.setTypeParser(INT8, (text: string) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('An int8 does not fit a number.')
  return value
})
