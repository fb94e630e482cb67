import { IconBuilding, IconEyeOff, IconUser, IconUsersGroup } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from './language.tsx'
import { Go } from './link.tsx'
import { links } from './links.ts'

const Chip = ({
  icon,
  to,
  title,
  children,
}: {
  icon: ReactNode
  to?: string | undefined
  title?: string | undefined
  children: ReactNode
}) => (
  <span className="chip" title={title}>
    {icon}
    {to ? <Go to={to}>{children}</Go> : children}
  </span>
)

const size = { size: 14, 'aria-hidden': true, stroke: 1.8 } as const

/** A team by its short name; links to its page when `id` is given. */
export const TeamChip = ({ id, short, name }: { id?: string; short: string; name?: string }) => (
  <Chip icon={<IconBuilding {...size} />} to={id && links.team(id)} title={name}>
    {short}
  </Chip>
)

/** A body or a group by its name. */
export const GroupChip = ({ id, name }: { id: string; name: string }) => (
  <Chip icon={<IconUsersGroup {...size} />} to={links.group(id)}>
    {name}
  </Chip>
)

/** A person, with the role that matters here. */
export const PersonChip = ({ id, name, role }: { id?: string; name: string; role?: string }) => (
  <Chip icon={<IconUser {...size} />} to={id && links.person(id)}>
    {role ? `${name}（${role}）` : name}
  </Chip>
)

/** The source that nobody sees, and who vouches for it (R5). */
export function WithheldChip({ vouchedBy }: { vouchedBy?: string }) {
  const t = useText()
  return (
    <Chip icon={<IconEyeOff {...size} />}>
      {vouchedBy ? t('app.source.vouched', { by: vouchedBy }) : t('app.source.withheld')}
    </Chip>
  )
}
