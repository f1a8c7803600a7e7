/** The files that are damaged: every object among the samples and the test objects, and files that hold several. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isArchive } from '../../src/engine/formats/archive/archive'
import { readFile } from '../../src/engine/formats/index'
import { isUniversal } from '../../src/engine/formats/macho/universal'
import type { LinkInput } from '../../src/engine/session/link'
import { BIG_COFF_OBJECT } from '../support/coff-objects'
import { COFF_ARCHIVE, COFF_MAIN } from '../support/hostile-archives'
import { IMPORT_LIBRARY, IMPORT_USER } from '../support/import-library'
import { readBytes, ROOT } from '../support/link-files'
import { universalFile } from './universal-file'

export interface Specimen {
  /** `elf-x86_64`, `mach-o-arm64`, `coff-aarch64`, `archive`, `import-library`, `universal`. */
  readonly kind: string
  readonly bytes: Uint8Array
  /** What asks for its members. */
  readonly beside: readonly LinkInput[]
}

const ARCHIVES = 'tests/corpus/archives'

/** `kind`: those whose kind begins so; undefined: all. */
export function corpusOf(kind = ''): Specimen[] {
  const objects = ['tests/corpus', 'public/samples'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.o'))
      .map((name) => specimen(readBytes(join(folder, name)))),
  )
  const main = readBytes(`${ARCHIVES}/main.o`)
  const archives = readdirSync(join(ROOT, ARCHIVES))
    .filter((name) => name.endsWith('.a'))
    .map((name) => specimen(readBytes(`${ARCHIVES}/${name}`), main))
  return [
    ...objects,
    ...archives,
    specimen(COFF_ARCHIVE, COFF_MAIN),
    { ...specimen(IMPORT_LIBRARY, IMPORT_USER), kind: 'import-library' },
    specimen(BIG_COFF_OBJECT),
    specimen(universalFile(readBytes)),
  ].filter((row) => row.kind.startsWith(kind))
}

function specimen(bytes: Uint8Array, asks?: Uint8Array): Specimen {
  return { kind: kindOf(bytes), bytes, beside: asks ? [{ name: 'main.o', bytes: asks }] : [] }
}

function kindOf(bytes: Uint8Array): string {
  if (isUniversal(bytes)) return 'universal'
  if (isArchive(bytes)) return 'archive'
  const { format, triple } = readFile('specimen', bytes)
  return `${format}-${triple.split('-')[0]}`
}
