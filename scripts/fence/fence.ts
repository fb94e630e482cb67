import { resolve } from 'node:path'
import { judge } from './judge.ts'
import { readTree } from './tree.ts'

const root = resolve(process.argv[2] ?? '.')
const tree = readTree(root)
const { errors, warnings } = judge(tree)
for (const { file, line, message } of errors) console.error(`${file}:${line} ${message}`)
for (const warning of warnings) console.warn(`warning: ${warning}`)
const steps = [...tree.files.values()].reduce((sum, facts) => sum + facts.imports.length, 0)
console.log(`${tree.files.size} files, ${steps} imports, ${errors.length} refused`)
process.exitCode = errors.length > 0 ? 1 : 0
