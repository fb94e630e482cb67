import { ActionIcon, Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useText } from './language.tsx'

/** An identifier, key or observable in mono type, with a button that copies it. Shown as given: defang before. */
export function Mono({
  children,
  copy,
  block = false,
}: {
  children: string
  copy?: boolean
  block?: boolean
}) {
  const t = useText()
  const clipboard = useClipboard({ timeout: 2000 })
  const said = clipboard.copied ? t('common.action.copied') : t('common.action.copy')
  return (
    <span className={block ? 'mono mono-block' : 'mono'}>
      <code>{children}</code>
      {copy && (
        <>
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={said}
            title={said}
            onClick={() => clipboard.copy(children)}
          >
            {clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          </ActionIcon>
          <span role="status" className="unseen">
            {clipboard.copied && t('common.action.copied')}
          </span>
        </>
      )}
    </span>
  )
}

/** Copies a longer text that stands elsewhere on the screen. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useText()
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={
        clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />
      }
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">
        {clipboard.copied ? t('common.action.copied') : (label ?? t('common.action.copy'))}
      </span>
    </Button>
  )
}
