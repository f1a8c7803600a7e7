/**
 * Compiles the test objects in every way that matters to a reader of debug information, and records what llvm-dwarfdump
 * says about each after our link. Paths of the building machine are mapped away.
 */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileId } from '../../src/engine/graph/ids'
import { debugPieces, elfOf } from './container'
import { askDwarfdump } from './dwarfdump'
import { linkObject } from './link-object'

const OBJECTS = join(process.cwd(), 'tests/dwarf/objects')
const GOLDEN = join(process.cwd(), 'tests/golden/dwarf')
const TOOLS = { clang: 'clang-22', 'clang++': 'clang++-22', gcc: 'gcc', 'g++': 'g++', ld: 'ld' } as const

/** A test object: its name, the tool, and the rest of the command. */
type Row = readonly [name: string, tool: keyof typeof TOOLS, options: string, inputs: string]

// prettier-ignore
const ROWS: readonly Row[] = [
  ['clang-c-4-plain', 'clang', '-gdwarf-4 -O0', 'shapes.c'],
  ['clang-c-5-sections', 'clang', '-gdwarf-5 -O2 -ffunction-sections', 'shapes.c'],
  ['clang-c-5-wide', 'clang', '-gdwarf-5 -gdwarf64 -O2', 'shapes.c'],
  ['clang-c-4-wide', 'clang', '-gdwarf-4 -gdwarf64 -O0', 'shapes.c'],
  ['clang-c-3', 'clang', '-gdwarf-3 -O2', 'shapes.c'],
  ['clang-cpp-4-types', 'clang++', '-gdwarf-4 -O0 -fdebug-types-section', 'boxes.cpp'],
  ['clang-cpp-5-types', 'clang++', '-gdwarf-5 -O0 -fdebug-types-section', 'boxes.cpp'],
  ['clang-cpp-5-fast', 'clang++', '-gdwarf-5 -O2', 'boxes.cpp'],
  ['clang-cpp-5-split', 'clang++', '-gdwarf-5 -O0 -gsplit-dwarf', 'boxes.cpp'],
  ['gcc-c-2', 'gcc', '-gdwarf-2 -gstrict-dwarf -O0', 'shapes.c'],
  ['gcc-c-4-sections', 'gcc', '-gdwarf-4 -O2 -ffunction-sections', 'shapes.c'],
  ['gcc-c-5-plain', 'gcc', '-gdwarf-5 -O0', 'shapes.c'],
  ['gcc-c-5-wide', 'gcc', '-gdwarf-5 -gdwarf64 -O2', 'shapes.c'],
  ['gcc-c-5-compressed', 'gcc', '-gdwarf-5 -O0 -gz', 'shapes.c'],
  ['gcc-cpp-4-fast', 'g++', '-gdwarf-4 -O2', 'boxes.cpp'],
  ['gcc-cpp-4-types', 'g++', '-gdwarf-4 -O0 -fdebug-types-section', 'boxes.cpp'],
  ['gcc-cpp-5-types', 'g++', '-gdwarf-5 -O0 -fdebug-types-section', 'boxes.cpp'],
  ['merged', 'ld', '-r -z muldefs', 'clang-c-5-sections.o gcc-cpp-4-fast.o clang-cpp-4-types.o'],
]

function build([name, tool, options, inputs]: Row): void {
  const words = [...options.split(' '), ...inputs.split(' '), '-o', `${name}.o`]
  const maps = tool.startsWith('clang') ? ['-fdebug-compilation-dir=.'] : []
  const compile = ['-g', '-c', '-w', '-fno-exceptions', `-ffile-prefix-map=${OBJECTS}=.`, ...maps]
  execFileSync(TOOLS[tool], tool === 'ld' ? words : [...compile, ...words], { cwd: OBJECTS, stdio: 'inherit' })
  rmSync(join(OBJECTS, `${name}.dwo`), { force: true })
}

/** Records all objects again. */
export function record(): void {
  for (const row of ROWS) {
    const [name] = row
    build(row)
    const { graph } = linkObject(join(OBJECTS, `${name}.o`))
    const facts = askDwarfdump(elfOf(debugPieces(graph, 0 as FileId)))
    writeFileSync(join(GOLDEN, `${name}.json`), `${JSON.stringify(facts, null, 1)}\n`)
    const counts = Object.entries(facts).map(([kind, rows]) => `${(rows as string[]).length} ${kind}`)
    process.stdout.write(`${name}: ${counts.join(', ')}\n`)
  }
}
