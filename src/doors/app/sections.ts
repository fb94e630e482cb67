import {
  type Icon,
  IconAddressBook,
  IconAlertTriangle,
  IconBuilding,
  IconBuildingBank,
  IconHome,
  IconListSearch,
  IconScript,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { TextKey } from '#base/i18n/index.ts'
import { links, type Me } from '#base/ui/index.ts'

/** One word of the rail. Sections appear as they are built; none is an empty promise. */
export interface AppSection {
  readonly name: TextKey
  readonly to: string
  readonly icon: Icon
  readonly part: 'member' | 'office'
  /** Stands on a phone's bottom bar too. */
  readonly first?: boolean
  /** For whom it is; everybody when left out. */
  readonly when?: (me: Me) => boolean
}

const inTeam = ({ hat }: Me): boolean => hat?.team != null

/** The rail, from top to bottom. */
export const sections: readonly AppSection[] = [
  { name: 'app.nav.home', to: links.home(), icon: IconHome, part: 'member', first: true },
  { name: 'app.nav.warnings', to: links.warnings(), icon: IconAlertTriangle, part: 'member', first: true },
  { name: 'app.nav.groups', to: links.groups(), icon: IconUsersGroup, part: 'member' },
  { name: 'app.nav.directory', to: links.directory(), icon: IconAddressBook, part: 'member', first: true },
  { name: 'app.nav.our_team', to: links.ourTeam(), icon: IconBuilding, part: 'member', when: inTeam },
  {
    name: 'app.nav.secretariat',
    to: links.secretariat(),
    icon: IconBuildingBank,
    part: 'office',
    when: ({ may }) => may.office === true,
  },
  {
    name: 'app.nav.members',
    to: links.admissions(),
    icon: IconUsers,
    part: 'office',
    // the secretariat has them in its office
    when: ({ may }) => may.standings === true && may.office !== true,
  },
  { name: 'app.nav.charter', to: links.charter(), icon: IconScript, part: 'office' },
  {
    name: 'app.nav.audit',
    to: links.audit(),
    icon: IconListSearch,
    part: 'office',
    // the secretariat sees that acts happened, auditors what they were
    when: ({ may }) => may.audit === true || may.office === true,
  },
]

/** The sections this person sees under this hat. */
export const sectionsFor = (me: Me): readonly AppSection[] => sections.filter(({ when }) => !when || when(me))
