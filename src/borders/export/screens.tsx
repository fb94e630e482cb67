/** What members see of files that leave. Put beside a warning in `doors/app`. */
export { ExportFiles } from './screens/export-files.tsx'
