import {
  Checkbox,
  type CheckboxProps,
  NativeSelect,
  type NativeSelectProps,
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import type { ReactNode } from 'react'
import { ReadBy } from './audience.tsx'
import { useText } from './language.tsx'

/** What every field can say of itself. Spread `form.getInputProps('name')` for value, change and error. */
interface Said {
  label: string
  /** Who will read what is typed here. Wanted wherever it is shared. */
  audience?: string | undefined
  hint?: ReactNode
  optional?: boolean
}

const useSaid = ({ label, audience, hint, optional }: Said) => {
  const t = useText()
  return {
    label: optional ? (
      <>
        {label} <span className="optional">{t('common.optional')}</span>
      </>
    ) : (
      label
    ),
    description:
      hint || audience ? (
        <>
          {hint}
          {hint && audience ? ' ' : null}
          {audience && <ReadBy who={audience} />}
        </>
      ) : undefined,
  }
}

type Field<P> = Omit<P, 'label' | 'description'> & Said

/** One line of text. */
export function TextField({ label, audience, hint, optional = false, ...rest }: Field<TextInputProps>) {
  return <TextInput {...useSaid({ label, audience, hint, optional })} {...rest} />
}

/** Several lines; grows with the text. */
export function ProseField({ label, audience, hint, optional = false, ...rest }: Field<TextareaProps>) {
  return (
    <Textarea autosize minRows={3} maxRows={24} {...useSaid({ label, audience, hint, optional })} {...rest} />
  )
}

/** A secret that may be looked at while typing. */
export function SecretField({ label, audience, hint, optional = false, ...rest }: Field<PasswordInputProps>) {
  const t = useText()
  return (
    <PasswordInput
      {...useSaid({ label, audience, hint, optional })}
      visibilityToggleButtonProps={{ 'aria-label': t('app.secret.show'), tabIndex: 0 }}
      {...rest}
    />
  )
}

/** One of a list, in the browser's own control: works on every phone and with every reader. */
export function ChoiceField({ label, audience, hint, optional = false, ...rest }: Field<NativeSelectProps>) {
  return <NativeSelect {...useSaid({ label, audience, hint, optional })} {...rest} />
}

/** Yes or no. */
export function TickField({ label, audience, hint, ...rest }: Field<CheckboxProps>) {
  return <Checkbox {...useSaid({ label, audience, hint, optional: false })} {...rest} />
}

/** A calendar day, `2026-11-24`, in the browser's own control. */
export function DayField(props: Field<TextInputProps>) {
  return <TextField type="date" {...props} />
}
