import type { KeyboardEvent, ReactNode } from 'react'
import { stepFocus } from './step-focus.ts'

/** One column. `heads` marks the cell that names the row; on a phone it stands on top of the card. */
export interface Column<T> {
  readonly head: string
  readonly cell: (row: T) => ReactNode
  readonly heads?: boolean
  /** Numbers stand right, in tabular figures. */
  readonly number?: boolean
  /** On a phone the cell takes the whole card, without the column's head: buttons. */
  readonly wide?: boolean
}

/**
 * Rows of the same kind: a table, which becomes cards at 360 px. Up and down arrows (and Home, End) move between
 * the rows' first links. Lists are paged by the server; pass what came.
 */
export function Rows<T>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
  more,
  mark,
}: {
  /** What this is a list of; read by screen readers. */
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  empty: ReactNode
  /** The button for the next page. */
  more?: ReactNode
  /** Rows that stand out: unread, needs answer. */
  mark?: (row: T) => boolean
}) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <div className={mark ? 'rows rows-marked' : 'rows'}>
      <table onKeyDown={moveBetweenRows}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.number ? 'number' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-row className={mark?.(row) ? 'marked' : undefined}>
              {columns.map((column) =>
                column.heads ? (
                  <th key={column.head} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.head}
                    {...(!column.wide && { 'data-label': column.head })}
                    className={column.number ? 'number' : undefined}
                  >
                    <div className="cell">{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <div className="more">{more}</div>}
    </div>
  )
}

const moveBetweenRows = (event: KeyboardEvent<HTMLElement>): void => stepFocus(event, '[data-row]')
