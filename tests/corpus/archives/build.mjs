/** Makes the test archives again: `node tests/corpus/archives/build.mjs`. Needs LLVM 22's ar (AR) and clang (CLANG). */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'linkscape-archives-'))
const run = (tool, ...args) => execFileSync(tool, args, { cwd: folder, stdio: 'inherit' })
const ar = process.env.AR ?? 'llvm-ar-22'

const SOURCES = {
  'main.s': '.globl main\nmain: call first\nret\n',
  'first.s': '.globl first\nfirst: jmp second\n',
  'a-name-that-is-longer-than-sixteen-letters.s': '.globl second\nsecond: ret\n',
  'unused.s': '.globl third\nthird: call nobody\nret\n',
}

for (const [name, text] of Object.entries(SOURCES)) {
  writeFileSync(join(folder, name), text)
  run(process.env.CLANG ?? 'clang-22', '--target=x86_64-linux-gnu', '-c', name, '-o', name.replace(/s$/, 'o'))
}
const members = ['unused.o', 'first.o', 'a-name-that-is-longer-than-sixteen-letters.o']
for (const format of ['gnu', 'bsd', 'darwin', 'coff']) run(ar, 'rcsD', `--format=${format}`, `${format}.a`, ...members)
run(ar, 'rcSD', 'no-index.a', ...members)
run(ar, 'rcsDT', 'thin.a', ...members)
// Two members of one name: the second defines what the first needs.
writeFileSync(join(folder, 'twin.s'), '.globl second\nsecond: ret\n')
run(process.env.CLANG ?? 'clang-22', '--target=x86_64-linux-gnu', '-c', 'twin.s', '-o', 'twin.o')
run(ar, 'rcsD', 'twins.a', 'first.o')
copyFileSync(join(folder, 'twin.o'), join(folder, 'first.o'))
run(ar, 'qsD', 'twins.a', 'first.o')
for (const name of ['main.o', 'gnu.a', 'bsd.a', 'darwin.a', 'coff.a', 'no-index.a', 'thin.a', 'twins.a'])
  copyFileSync(join(folder, name), join(here, name))
rmSync(folder, { recursive: true })
