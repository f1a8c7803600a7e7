/**
 * Makes the sample objects again, with exactly the commands that manifest.json shows to people. Options are added
 * so that nothing of the building machine gets into an object. Needs clang 22 and LLVM's objcopy (CLANG and OBJCOPY name them).
 *
 *   node public/samples/build.mjs [ID...]
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const { targets, samples } = JSON.parse(readFileSync(join(here, 'manifest.json'), 'utf8'))
const wanted = process.argv.slice(2)
const tools = { clang: process.env.CLANG ?? 'clang-22', 'llvm-objcopy': process.env.OBJCOPY ?? 'llvm-objcopy-22' }

for (const { id, files, targets: others = [] } of samples) {
  if (wanted.length > 0 && !wanted.includes(id)) continue
  const home = join(here, id)
  build(files, home, home, targets[0])
  for (const other of others) {
    const folder = join(home, other)
    mkdirSync(folder, { recursive: true })
    const target = targets.find((row) => row.id === other)
    build(files, home, folder, target)
  }
}

/**
 * Compiles in the folder of the source, so that it has the name of the command, and puts the object in another. A source
 * may stand in another sample's folder: two samples may be compiled from one.
 */
function build(files, home, folder, target) {
  for (const file of files) {
    const { name, command } = file
    const source = dirname(join(home, file.source))
    const words = command.split(' ').filter((word) => !target.without.includes(word))
    const wanted = words.join(' ').replace(targets[0].triple, target.triple)
    for (const step of wanted.split(' && ')) {
      const [tool, ...options] = step.split(' ')
      const args = options.map((word) => (word === name ? join(folder, name) : word))
      const hidden = tool === 'clang' ? hiddenOptions(source, target) : []
      execFileSync(tools[tool], [...args, ...hidden], { cwd: source, stdio: 'inherit' })
    }
    console.log(`${target.id}: ${wanted}`)
  }
}

/** No path of the building machine in an object, and no time of the day, which COFF has a field for. */
function hiddenOptions(source, { triple }) {
  const timeless = triple.includes('windows')
    ? ['-mno-incremental-linker-compatible', '-gno-codeview-command-line', '-Xclang', '-object-file-name=object.o']
    : []
  return ['-fdebug-compilation-dir=.', `-ffile-prefix-map=${source}=.`, ...timeless]
}
