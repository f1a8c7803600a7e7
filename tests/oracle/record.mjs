/**
 * Records what the reference linker, llvm-jitlink 22, makes of every sample and of every object in tests/corpus: the
 * graph as it prints it, and the bytes of each block. The tests replay the records and need no LLVM.
 *
 *   node tests/oracle/record.mjs [ID...]
 *
 * Bytes come from deliberately false checks: each failing check prints the value it read. Loads are raw reads in the
 * tool's memory, and the memory of all allocated blocks is one piece, so one known place reaches all of it. Every run is
 * bounded in time and output.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const samplesFolder = join(root, 'public/samples')
const corpusFolder = join(root, 'tests/corpus')
const goldenFolder = join(root, 'tests/golden/oracle')

const TOOL = process.env.LLVM_JITLINK ?? 'llvm-jitlink-22'
const NM = process.env.LLVM_NM ?? 'llvm-nm-22'
const SECONDS = 20
const MAX_OUTPUT = 16 << 20
/** A value that no load returns by chance, and that a one-byte load cannot return at all. */
const IMPOSSIBLE = '0xdeadbeefcafef00d'

/** Each case: an id, a folder, files in link order, and a global name that makes the reference tool link the first. */
function cases() {
  const { samples } = JSON.parse(readFileSync(join(samplesFolder, 'manifest.json'), 'utf8'))
  const list = []
  for (const sample of samples) {
    const folder = `public/samples/${sample.id}`
    const files = sample.files.map(({ name }) => name)
    list.push({ id: sample.id, folder, files, entry: sample.entry })
    if (files.length > 1)
      for (const file of files) list.push(single(`${sample.id}--${basename(file, '.o')}`, folder, file))
  }
  for (const file of readdirSync(corpusFolder).filter((name) => name.endsWith('.o'))) {
    list.push(single(`corpus--${basename(file, '.o')}`, 'tests/corpus', file))
  }
  return list
}

function single(id, folder, file) {
  const listing = execFileSync(NM, ['-g', '--defined-only', '--format=just-symbols', join(root, folder, file)], {
    encoding: 'utf8',
  })
  return { id, folder, files: [file], entry: listing.split('\n')[0] }
}

/** Runs the tool with the reference options; returns what it printed. */
function run({ folder, files, entry }, extra) {
  const options = ['-noexec', '-num-threads=0', '-no-process-syms', '-phony-externals', '-slab-allocate=1Gb']
  const place = ['-slab-address=0x10000000', '-slab-page-size=4096', `-entry=${entry}`, '-show-linked-files']
  const args = ['-R', 'timeout', String(SECONDS), TOOL, ...options, ...place, ...extra, ...files]
  const { stdout, stderr, status, error } = spawnSync('setarch', args, {
    cwd: join(root, folder),
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  })
  if (error) throw error
  return { stdout, stderr, status }
}

/** The blocks of a dump, in its order. */
function blocksOf(dump) {
  const blocks = []
  let file = ''
  let section = ''
  for (const line of dump) {
    file = /^LinkGraph "(.*)" \(triple/.exec(line)?.[1] ?? file
    section = /^section (.*):$/.exec(line)?.[1] ?? section
    const block = /^ {2}block (0x[0-9a-f]+) size = (0x[0-9a-f]+).*?(, zero-fill)?$/.exec(line)
    if (block)
      blocks.push({
        file,
        section,
        address: BigInt(block[1]),
        size: Number(block[2]),
        zeroFill: Boolean(block[3]),
        named: false,
      })
    else if (/^ {6}0x[0-9a-f]+ \(block \+ 0x[0-9a-f]+\): size/.test(line)) blocks.at(-1).named = true
  }
  return blocks
}

/** The lowest block with a symbol of each section: what `section_addr` means inside a load. */
function anchorsOf(blocks) {
  const anchors = new Map()
  for (const block of blocks) {
    const key = `${block.file}\n${block.section}`
    if (block.named && !block.zeroFill && !anchors.has(key)) anchors.set(key, block)
  }
  return anchors
}

const isAllocated = ({ address }) => address >= 0x10000000n

/** One load for each eight bytes, and one for each byte of the rest. */
function loadsOf(block, anchor) {
  const loads = []
  const distance = block.address - anchor.address
  const place = (offset) => {
    const far = distance + BigInt(offset)
    return `(section_addr(${anchor.file}, ${anchor.section}) ${far < 0n ? '-' : '+'} ${far < 0n ? -far : far})`
  }
  for (let at = 0; at < block.size; ) {
    const width = block.size - at >= 8 ? 8 : 1
    loads.push({ block, at, width, text: `*{${width}}${place(at)}` })
    at += width
  }
  return loads
}

/** Reads all bytes. The dump is printed again in the same run, since the order of table entries may change from run to run. */
function readContents(kase, firstDump) {
  const blocks = blocksOf(firstDump).filter(({ zeroFill, size }) => !zeroFill && size > 0)
  const anchors = anchorsOf(blocks)
  const common = [...anchors.values()].find(isAllocated)
  const loads = blocks.flatMap((block) => {
    const anchor = isAllocated(block) ? common : anchors.get(`${block.file}\n${block.section}`)
    return anchor ? loadsOf(block, anchor) : []
  })
  const bytes = new Map(loads.map(({ block }) => [block, new Uint8Array(block.size)]))
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-record-'))
  let dump = firstDump
  try {
    const checks = join(folder, 'checks')
    writeFileSync(checks, loads.map(({ text }) => `# jitlink-check: ${text} = ${IMPOSSIBLE}\n`).join(''))
    const { stdout, stderr } = run(kase, ['-show-graphs=.*', `-check=${checks}`])
    dump = dumpOf(stdout)
    const values = [...stderr.matchAll(/^Expression '.*' is false: (0x[0-9a-f]+) != /gm)].map((match) =>
      BigInt(match[1]),
    )
    if (values.length !== loads.length)
      throw new Error(`${kase.id}: ${loads.length} loads, ${values.length} answers\n${stderr.slice(0, 2000)}`)
    loads.forEach(({ block, at, width }, i) => {
      for (let k = 0; k < width; k++) bytes.get(block)[at + k] = Number((values[i] >> BigInt(8 * k)) & 0xffn)
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
  const contents = [...bytes].map(([{ file, section, address }, content]) => ({
    file,
    section,
    address: `0x${address.toString(16)}`,
    content: Buffer.from(content).toString('hex'),
  }))
  return { dump, contents }
}

const dumpOf = (stdout) => stdout.split('\n').filter((line) => !line.startsWith('Linking '))

function record(kase) {
  const { stdout, stderr, status } = run(kase, ['-show-graphs=.*'])
  const printed = `${stdout}\n${stderr}`
  const linked = [...printed.matchAll(/^Linking (.*)$/gm)].map((match) => match[1])
  const base = { id: kase.id, folder: kase.folder, files: kase.files, entry: kase.entry }
  if (status !== 0) return { ...base, refused: stderr.trim() }
  if (linked.length === 0) throw new Error(`${kase.id}: the reference run linked nothing`)
  return { ...base, linked, ...readContents(kase, dumpOf(stdout)) }
}

const wanted = process.argv.slice(2)
for (const kase of cases()) {
  if (wanted.length > 0 && !wanted.includes(kase.id)) continue
  const result = record(kase)
  writeFileSync(join(goldenFolder, `${kase.id}.json`), `${JSON.stringify(result, null, 1)}\n`)
  console.log(
    `${kase.id}: ${result.refused ?? `${result.linked.join(', ')}, ${result.contents.length} blocks with content`}`,
  )
}
