/** Assembles the test objects again: `node tests/corpus/build.mjs`. Needs clang 22 and llvm-objcopy 22 (CLANG and OBJCOPY say where). */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
/** What the sources of each folder are assembled for. Some are assembled a second time, for a folder without sources. */
const TARGETS = {
  '.': 'x86_64-linux-gnu',
  aarch64: 'aarch64-linux-gnu',
  'aarch64-be': 'aarch64_be-linux-gnu',
  'macho-x86-64': 'x86_64-apple-macosx13',
  'macho-arm64': 'arm64-apple-macosx13',
  'macho-arm64e': 'arm64e-apple-macosx13',
  'coff-x86-64': 'x86_64-windows-msvc',
  'coff-arm64': 'aarch64-windows-msvc',
}
/** What some of them need besides. */
const FLAGS = { 'compact.s': ['-Wa,--crel,--allow-experimental-crel'] }
/** Names that no assembler lets stand beside others of the same spelling: given afterwards, as `old=new`. */
const RENAMED = { 'namesake.s': 'local_twin=twin' }
/** In the other byte order data turns round, instructions do not. */
const AGAIN = { 'aarch64-be': ['../aarch64/fields.s', '../aarch64/frames.s'] }

for (const [folder, target] of Object.entries(TARGETS)) {
  const cwd = join(here, folder)
  const own = readdirSync(cwd).filter((name) => name.endsWith('.s'))
  for (const source of [...own, ...(AGAIN[folder] ?? [])]) {
    const object = basename(source).replace(/\.s$/, '.o')
    execFileSync(
      process.env.CLANG ?? 'clang-22',
      [`--target=${target}`, ...(FLAGS[source] ?? []), '-c', source, '-o', object],
      {
        cwd,
        stdio: 'inherit',
      },
    )
    if (RENAMED[source])
      execFileSync(process.env.OBJCOPY ?? 'llvm-objcopy-22', ['--redefine-sym', RENAMED[source], object], {
        cwd,
        stdio: 'inherit',
      })
  }
}
