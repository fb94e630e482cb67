import { useState } from 'react'
import { ProseField } from '#base/ui/index.ts'
import type { Lines } from './details-lines.ts'

/** Entries of one kind, typed or pasted as lines. What is typed stays as typed; what came from elsewhere is written anew. */
export function LinesField<T>({
  lines,
  value,
  onChange,
  ...rest
}: {
  label: string
  hint?: string
  lang?: string
  lines: Lines<T>
  value: readonly T[]
  onChange: (entries: T[]) => void
}) {
  const [typed, setTyped] = useState(() => lines.write(value))
  const isTyped = JSON.stringify(lines.read(typed, value)) === JSON.stringify(value)
  return (
    <ProseField
      {...rest}
      minRows={1}
      maxRows={8}
      value={isTyped ? typed : lines.write(value)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(lines.read(currentTarget.value, value))
      }}
    />
  )
}
