/**
 * Makes the sample objects again, with exactly the commands that manifest.json shows to people. Two options are added
 * so that no path of the building machine gets into an object. Needs clang 22 and LLVM's objcopy (CLANG and OBJCOPY name them).
 *
 *   node public/samples/build.mjs [ID...]
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const { samples } = JSON.parse(readFileSync(join(here, 'manifest.json'), 'utf8'))
const wanted = process.argv.slice(2)
const tools = { clang: process.env.CLANG ?? 'clang-22', 'llvm-objcopy': process.env.OBJCOPY ?? 'llvm-objcopy-22' }

for (const { id, files } of samples) {
  if (wanted.length > 0 && !wanted.includes(id)) continue
  const cwd = join(here, id)
  for (const { command } of files) {
    for (const step of command.split(' && ')) {
      const [tool, ...args] = step.split(' ')
      const hidden = tool === 'clang' ? ['-fdebug-compilation-dir=.', `-ffile-prefix-map=${cwd}=.`] : []
      execFileSync(tools[tool], [...args, ...hidden], { cwd, stdio: 'inherit' })
    }
    console.log(`${id}: ${command}`)
  }
}
