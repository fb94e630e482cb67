/** What members and the secretariat see of groups. Each is hung on an address in `doors/app/routes.tsx`. */
export { NewGroup } from './screens/edit-charter.tsx'
export { GroupPage } from './screens/group.tsx'
export { Groups } from './screens/list.tsx'
