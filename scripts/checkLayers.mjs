/** `npm run layers`: the rules of the house that neither the types nor the linter can check (docs/ARCHITECTURE.md). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFile } from './layers/rules.mjs'
import { projectDir } from './setup/paths.mjs'

const files = readdirSync(join(projectDir, 'src'), { recursive: true })
  .map((name) => `src/${String(name).replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path))
  .sort()
const findings = files.flatMap((path) =>
  checkFile({ path, text: readFileSync(join(projectDir, path), 'utf8') }),
)
for (const { path, line, problem } of findings) process.stdout.write(`${path}:${line} ${problem}\n`)
process.stdout.write(`${files.length} files, ${findings.length} against the layers\n`)
process.exitCode = findings.length === 0 && files.length > 0 ? 0 : 1
