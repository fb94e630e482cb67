import { Button } from '@mantine/core'

/**
 * "3 new answers" above a list. Never moves what is under the cursor by itself: the list changes when the person
 * presses. Nothing when there is nothing new.
 */
export const LiveBar = ({ news, show }: { news: string | null; show: () => void }) => (
  <div className="live-bar" role="status">
    {news && (
      <Button fullWidth size="compact-md" variant="light" onClick={show}>
        {news}
      </Button>
    )}
  </div>
)
