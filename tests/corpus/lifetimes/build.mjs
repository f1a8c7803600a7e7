/**
 * Compiles the objects again: `node tests/corpus/lifetimes/build.mjs`. Needs clang 22 (CLANG=clang-22 by default). Debug
 * information names no folder, so that the objects are the same wherever they are built.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const TARGET = ['--target=x86_64-linux-gnu', '-fdebug-compilation-dir=.', '-c']
const FOR_C = ['-O1', '-g', '-gdwarf-5', '-fno-pic', '-fno-ident', '-fno-stack-protector']

for (const source of readdirSync(here).filter((name) => /\.[cs]$/.test(name))) {
  const object = source.replace(/\.[cs]$/, '.o')
  const flags = source.endsWith('.c') ? FOR_C : []
  execFileSync(process.env.CLANG ?? 'clang-22', [...TARGET, ...flags, source, '-o', object], {
    cwd: here,
    stdio: 'inherit',
  })
}
