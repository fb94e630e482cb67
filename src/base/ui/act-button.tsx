import { Button, type ButtonProps } from '@mantine/core'
import { type ComponentProps, type MouseEvent, useId } from 'react'

type Props = ButtonProps &
  Omit<ComponentProps<'button'>, keyof ButtonProps> & {
    /** Why it cannot be done, as the server says it. The button stays, can be reached by key, and tells the reason. */
    because?: string | undefined
    danger?: boolean
  }

/** A button for an act. Forbidden acts are shown disabled with their reason beside, never missing without a word. */
export function ActButton({ because, danger = false, onClick, children, ...rest }: Props) {
  const id = useId()
  if (!because)
    return (
      <Button {...rest} {...(danger && { className: 'danger' })} {...(onClick && { onClick })}>
        {children}
      </Button>
    )
  const refuse = (event: MouseEvent): void => event.preventDefault()
  return (
    <span className="act-refused">
      <Button {...rest} data-disabled aria-disabled aria-describedby={id} onClick={refuse}>
        {children}
      </Button>
      <span id={id} className="because-not">
        {because}
      </span>
    </span>
  )
}
