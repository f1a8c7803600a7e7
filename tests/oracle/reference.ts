/**
 * Drives the reference linker, llvm-jitlink 22: links a case, takes the graph as it prints it, and reads the bytes of
 * every block. Every run is bounded in time and output.
 *
 * Bytes come from deliberately false checks: each failing check prints the value it read. Loads are raw reads in the
 * tool's memory, and the memory of all allocated blocks is one piece, so one known place reaches all of it.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textOfBytes } from '../../src/base/raw-text'

const TOOL = process.env.LLVM_JITLINK ?? 'llvm-jitlink-22'
const SECONDS = 20
/** Most output, in blocks of 512 bytes. */
const MOST_BLOCKS = 600_000
/** More loads than this take the tool longer than its time limit. */
const MOST_LOADS = 400_000
const BASE = 0x10000000n
/** How often bytes are read again if the files lie elsewhere than in the run before. */
const LAYOUT_TRIES = 6
/** What the tool prints when it dies of a mistake of its own; the stack behind it is of no use to anybody here. */
const CRASH_REPORT = 'Stack dump:'
/** A value that no load returns by chance, and that a one-byte load cannot return at all. */
const IMPOSSIBLE = '0xdeadbeefcafef00d'

/** One reference run: files of a folder, and a global name that makes the tool link them. */
export interface Case {
  readonly id: string
  readonly folder: string
  readonly files: readonly string[]
  readonly entry: string
}

export interface BlockContent {
  readonly file: string
  readonly section: string
  readonly address: string
  readonly content: string
}

export interface Answer {
  /** What the tool said when it refused. */
  readonly refused?: string
  /** Files that it linked: it leaves out those that the entry does not need. */
  readonly linked?: readonly string[]
  readonly dump?: readonly string[]
  readonly contents?: readonly BlockContent[]
  /** Why the bytes could not be read: the tool's checker gives up where its linker does not. */
  readonly unreadable?: string
}

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

function run({ folder, files, entry }: Case, extra: readonly string[]): Run {
  const options = ['-noexec', '-num-threads=0', '-no-process-syms', '-phony-externals', '-slab-allocate=1Gb']
  const place = ['-slab-address=0x10000000', '-slab-page-size=4096', `-entry=${entry}`, '-show-linked-files']
  const command = ['setarch', '-R', 'timeout', String(SECONDS), TOOL, ...options, ...place, ...extra, ...files]
  // Output goes to files, bounded in size: pipes of this size would each take their memory for good.
  const output = mkdtempSync(join(tmpdir(), 'linkscape-output-'))
  const [out, err] = [openSync(join(output, 'out'), 'w'), openSync(join(output, 'err'), 'w')]
  try {
    const bounded = ['-c', `ulimit -f ${MOST_BLOCKS}; exec "$@"`, 'sh', ...command]
    const { status, error } = spawnSync('sh', bounded, { cwd: folder, stdio: ['ignore', out, err] })
    if (error) throw error
    return {
      stdout: textOfBytes(readFileSync(join(output, 'out'))),
      stderr: textOfBytes(readFileSync(join(output, 'err'))),
      status,
    }
  } finally {
    closeSync(out)
    closeSync(err)
    rmSync(output, { recursive: true })
  }
}

/** Where every allocated block is: which of two files that one lookup needs comes first may change from run to run. */
const layoutOf = (dump: readonly string[]): string =>
  blocksOf(dump)
    .map(({ file, section, address, size }) => `${file} ${section} ${address} ${size}`)
    .toSorted()
    .join('\n')

interface SeenBlock {
  readonly file: string
  readonly section: string
  readonly address: bigint
  readonly size: number
  readonly zeroFill: boolean
  named: boolean
}

/** The blocks of a dump, in its order. */
function blocksOf(dump: readonly string[]): SeenBlock[] {
  const blocks: SeenBlock[] = []
  let file = ''
  let section = ''
  for (const line of dump) {
    file = /^LinkGraph "(.*)" \(triple/.exec(line)?.[1] ?? file
    section = /^section (.*):$/.exec(line)?.[1] ?? section
    const match = /^ {2}block (0x[0-9a-f]+) size = (0x[0-9a-f]+).*?(, zero-fill)?$/.exec(line)
    if (match) {
      const [address, size, zeroFill] = [BigInt(match[1]!), Number(match[2]), match[3] !== undefined]
      blocks.push({ file, section, address, size, zeroFill, named: false })
    } else if (/^ {6}0x[0-9a-f]+ \(block \+ 0x[0-9a-f]+\): size/.test(line)) {
      blocks.at(-1)!.named = true
    }
  }
  return blocks
}

const keyOf = ({ file, section }: SeenBlock): string => `${file}\n${section}`

/** The lowest block with a symbol of each section: what `section_addr` means inside a load. */
function anchorsOf(blocks: readonly SeenBlock[]): Map<string, SeenBlock> {
  const anchors = new Map<string, SeenBlock>()
  for (const block of blocks) if (block.named && !anchors.has(keyOf(block))) anchors.set(keyOf(block), block)
  for (const [key, { zeroFill }] of anchors) if (zeroFill) anchors.delete(key)
  return anchors
}

interface Load {
  readonly block: SeenBlock
  readonly at: number
  readonly width: number
  readonly text: string
}

/** One load for each eight bytes, and one for each byte of the rest. */
function loadsOf(block: SeenBlock, anchor: SeenBlock): Load[] {
  const loads: Load[] = []
  const distance = block.address - anchor.address
  for (let at = 0; at < block.size; ) {
    const width = block.size - at >= 8 ? 8 : 1
    const far = distance + BigInt(at)
    const place = `(section_addr(${anchor.file}, ${anchor.section}) ${far < 0n ? '-' : '+'} ${far < 0n ? -far : far})`
    loads.push({ block, at, width, text: `*{${width}}${place}` })
    at += width
  }
  return loads
}

/**
 * Reads the bytes of all blocks in executor memory. Those of NoAlloc blocks cannot be had from this tool: they live as long
 * as their graph, and the graph is gone when the checks are evaluated, so that they would read whatever stands there now.
 *
 * The dump is printed again in the same run, since the order of table entries may change from run to run. */
function readContents(
  kase: Case,
  firstDump: readonly string[],
  tries = LAYOUT_TRIES,
): Pick<Answer, 'dump' | 'contents' | 'unreadable'> {
  const blocks = blocksOf(firstDump)
  const allocated = ({ address }: SeenBlock): boolean => address >= BASE
  const filled = blocks.filter((block) => !block.zeroFill && block.size > 0 && allocated(block))
  const anchors = anchorsOf(blocks)
  // Tables may change places from run to run; what is the file's own may not.
  const candidates = [...anchors.values()].filter(allocated)
  const anchor = candidates.find(({ section }) => !section.startsWith('$')) ?? candidates[0]
  const loads = anchor ? filled.flatMap((block) => loadsOf(block, anchor)) : []
  if (loads.length > MOST_LOADS)
    return {
      dump: firstDump,
      contents: [],
      unreadable: `${loads.length} loads are more than the tool reads in its time`,
    }
  const checked = runChecks(kase, loads)
  if (checked.gaveUp !== undefined) return { dump: firstDump, contents: [], unreadable: checked.gaveUp }
  if (layoutOf(checked.dump) !== layoutOf(firstDump)) {
    if (tries <= 1) throw new Error(`${kase.id}: the reference lays these files out differently each time`)
    return readContents(kase, checked.dump, tries - 1)
  }
  const read = new Set(loads.map(({ block }) => block))
  const bytes = new Map([...read].map((block) => [block, Buffer.alloc(block.size)]))
  loads.forEach(({ block, at, width }, i) => {
    for (let k = 0; k < width; k++) bytes.get(block)![at + k] = Number((checked.values[i]! >> BigInt(8 * k)) & 0xffn)
  })
  const contents = [...bytes].map(([{ file, section, address }, content]) => {
    return { file, section, address: `0x${address.toString(16)}`, content: content.toString('hex') }
  })
  return { dump: checked.dump, contents }
}

function runChecks(
  kase: Case,
  loads: readonly Load[],
): { readonly dump: readonly string[]; readonly values: readonly bigint[]; readonly gaveUp?: string } {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-reference-'))
  try {
    const checks = join(folder, 'checks')
    writeFileSync(checks, loads.map(({ text }) => `# jitlink-check: ${text} = ${IMPOSSIBLE}\n`).join(''))
    const { stdout, stderr } = run(kase, ['-show-graphs=.*', `-check=${checks}`])
    const values = [...stderr.matchAll(/^Expression '.*' is false: (0x[0-9a-f]+) != /gm)].map((match) =>
      BigInt(match[1]!),
    )
    const gaveUp = /^llvm-jitlink error: (.* points to anonymous symbol)$/m.exec(stderr)?.[1]
    if (gaveUp !== undefined) return { dump: [], values: [], gaveUp }
    if (values.length !== loads.length) {
      throw new Error(`${kase.id}: ${loads.length} loads, ${values.length} answers\n${stderr.slice(0, 500)}`)
    }
    return { dump: dumpOf(stdout), values }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const dumpOf = (stdout: string): string[] => stdout.split('\n').filter((line) => !line.startsWith('Linking '))

/** What the reference linker makes of a case. A run that linked nothing is an error, not an answer. */
export function askReference(kase: Case): Answer {
  const { stdout, stderr, status } = run(kase, ['-show-graphs=.*'])
  if (stderr.includes(CRASH_REPORT)) return { refused: 'it crashed' }
  if (status !== 0) return { refused: stderr.trim() || `exit status ${status}` }
  const linked = linkedIn({ stdout, stderr })
  if (linked.length === 0) throw new Error(`${kase.id}: the reference run linked nothing`)
  return { linked, ...readContents(kase, dumpOf(stdout)) }
}

/** The files that the reference linker links, in its order. */
export const askWhatIsLinked = (kase: Case): readonly string[] => linkedIn(run(kase, []))

const linkedIn = ({ stdout, stderr }: Pick<Run, 'stdout' | 'stderr'>): string[] =>
  [...`${stdout}\n${stderr}`.matchAll(/^Linking (.*)$/gm)].map((match) => match[1]!)
