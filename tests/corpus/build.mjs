/** Assembles the test objects again: `node tests/corpus/build.mjs`. Needs clang 22 (CLANG=clang-22 by default). */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
for (const source of readdirSync(here).filter((name) => name.endsWith('.s'))) {
  const object = source.replace(/\.s$/, '.o')
  execFileSync(process.env.CLANG ?? 'clang-22', ['--target=x86_64-linux-gnu', '-c', source, '-o', object], {
    cwd: here,
    stdio: 'inherit',
  })
}
