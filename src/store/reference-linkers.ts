/**
 * Linkers that stand in for the reference tool where it refuses the files: what LLVM 22 has besides for that format and
 * processor. They make an image on disk and place sections by themselves.
 */
import { hex } from '../base/hex'
import type { Settings } from './settings'
import { shell } from './shell'

export interface ReferenceJob {
  /** As the shell reads them, in the order of the link. */
  readonly files: readonly string[]
  readonly base: bigint
  readonly entry: string | undefined
  /** Addresses of names that no file defines. */
  readonly addresses: readonly (readonly [name: string, address: bigint])[]
  /** Every member of every archive is linked. */
  readonly everything: boolean
}

export interface ReferenceLinker {
  /** The graph's triple, as the link says it. */
  readonly triple: string
  readonly tool: string
  /** What it can be told, or does anyway, of the settings that `llvm-jitlink` knows nothing of. */
  readonly knows: readonly (keyof Settings)[]
  /** Lines for a shell. */
  commands(job: ReferenceJob): string[]
}

const OUTSIDE = 'outside.o'

const LINKERS: readonly ReferenceLinker[] = [
  {
    triple: 'aarch64---coff',
    tool: 'lld-link',
    knows: ['archives', 'entries'],
    commands(job) {
      const plain = ['/dll', '/noentry', '/nodefaultlib', '/opt:noref', '/opt:noicf', `/base:${hex(job.base)}`]
      const all = job.everything ? ['/wholearchive'] : []
      const files = [...job.files, ...outsideFile(job)]
      return [
        ...outside('aarch64-windows-msvc', job),
        ['lld-link', ...plain, ...all, '/out:image.dll', '/lldmap:image.map', ...files].join(' '),
        'llvm-objdump -s image.dll',
      ]
    },
  },
  {
    triple: 'aarch64_be',
    tool: 'ld.lld',
    knows: ['archives', 'entries'],
    commands(job) {
      const plain = ['-static', `--image-base=${hex(job.base)}`, '-e', job.entry === undefined ? '0' : shell(job.entry)]
      const all = job.everything ? ['--whole-archive'] : []
      const files = [...job.files, ...outsideFile(job)]
      return [
        ...outside('aarch64_be-linux-gnu', job),
        ['ld.lld', ...plain, ...all, '-Map=image.map', '-o', 'image', ...files].join(' '),
        'llvm-objdump -s image',
      ]
    },
  },
]

/** The linker for files that `llvm-jitlink` refuses whatever is in them; undefined: it takes them. */
export const referenceFor = (triple: string | undefined): ReferenceLinker | undefined =>
  LINKERS.find((linker) => triple?.startsWith(linker.triple))

const outsideFile = ({ addresses }: ReferenceJob): string[] => (addresses.length > 0 ? [OUTSIDE] : [])

/** The command that makes an object of the names outside. */
function outside(target: string, { addresses }: ReferenceJob): string[] {
  if (addresses.length === 0) return []
  const lines = addresses.flatMap(([name, address]) => {
    const quoted = `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    return [`.globl ${quoted}`, `${quoted} = ${hex(address)}`]
  })
  const words = lines.map((line) => shell(line)).join(' ')
  return [`printf '%s\\n' ${words} | clang --target=${target} -c -x assembler - -o ${OUTSIDE}`]
}
