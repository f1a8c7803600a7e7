/**
 * Writes `src/engine/check/x86-64-operand-rows.ts`: which operands LLVM gives to each instruction form, asked of
 * `llvm-mc -show-inst` for every opcode, prefix, width, ModRM mode and register field, and folded where they agree.
 *
 *   npm run record:operands
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadDisassembler } from '../../src/disassembler/capstone'
import type { Encoding } from '../../src/engine/check/x86-64-instruction'
import { encodingOf } from '../../src/engine/check/x86-64-instruction'

const TOOL = process.env.LLVM_MC ?? 'llvm-mc-22'
/** A displacement and an immediate that nothing else looks like; the immediate is negative in every width. */
const DISPLACEMENT = [0x11, 0x22, 0x33, 0x44]
const MAPS = ['', '0f', '0f38', '0f3a', 'v0f', 'v0f38', 'v0f3a']
const PREFIXES = ['', '66', 'f2', 'f3']
const IMMEDIATES = [0xf1, 0xe2, 0xd3, 0xc4, 0xb5, 0xa6, 0x97, 0x88]
/** VEX.vvvv of forms that have no third register; in others it names one. */
const UNUSED_REGISTER = 0x78
const WIDE_VECTOR = 4
/** Opcodes where the whole ModRM byte tells instructions apart. */
const BY_MODRM = ['0f01', '0f1e', '0fae']
const PADDING = { text: 'int3', byte: 0xcc, count: 16 }

interface Form {
  readonly bytes: readonly number[]
  readonly encoding: Encoding
}

function bytesOf(map: string, opcode: number, prefix: string, wide: boolean, modrm: readonly number[]): number[] {
  if (map.startsWith('v')) {
    const vexMap = ['v0f', 'v0f38', 'v0f3a'].indexOf(map) + 1
    const pp = ['', '66', 'f3', 'f2'].indexOf(prefix)
    return [0xc4, 0xe0 | vexMap, (wide ? 0x80 : 0) | UNUSED_REGISTER | pp, opcode, ...modrm]
  }
  const head = [...(prefix ? [Number.parseInt(prefix, 16)] : []), ...(wide ? [0x48] : [])]
  const opcodeMap = map === '' ? [] : (map.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))
  return [...head, ...opcodeMap, opcode, ...modrm]
}

/** The last byte of an immediate has its top bit set, so that sign extension shows. */
const immediate = (count: number): number[] => IMMEDIATES.slice(0, count)

function* heads(): Generator<number[]> {
  for (const map of MAPS)
    for (let opcode = 0; opcode < 256; opcode++) if (map !== '' || opcode !== PADDING.byte) yield* headsOf(map, opcode)
}

function* headsOf(map: string, opcode: number): Generator<number[]> {
  for (const prefix of PREFIXES)
    for (const wide of [false, true])
      for (const modrm of modrms(map, opcode)) {
        const head = bytesOf(map, opcode, prefix, wide, modrm)
        yield head
        if (map.startsWith('v')) yield head.map((byte, i) => (i === 2 ? byte | WIDE_VECTOR : byte))
      }
}

function* modrms(map: string, opcode: number): Generator<number[]> {
  const registers = BY_MODRM.includes(map + opcode.toString(16).padStart(2, '0')) ? [0, 1, 2, 3, 4, 5, 6, 7] : [1]
  for (let field = 0; field < 8; field++) {
    yield [0x85 | (field << 3), ...DISPLACEMENT]
    for (const register of registers) yield [0xc0 | (field << 3) | register]
  }
}

async function forms(): Promise<Form[]> {
  const disassembler = await loadDisassembler('x86-64')
  const list = new Map<string, Form>()
  const add = (head: number[]): void => {
    const whole = disassembler.decode(new Uint8Array([...head, ...immediate(8), ...immediate(8)]), 0n)?.bytes.length
    const start = encodingOf(new Uint8Array([...head, ...immediate(8)]))
    if (whole === undefined || !start) return
    const fixed = head.length + 8 - start.tail.length
    if (whole < fixed) return
    const bytes = [...head.slice(0, fixed), ...immediate(whole - fixed)]
    const encoding = encodingOf(new Uint8Array(bytes))
    if (encoding) list.set(String(bytes), { bytes, encoding })
  }
  for (const head of heads()) add(head)
  return [...list.values()]
}

const asText = (bytes: readonly number[]): string => bytes.map((byte) => `0x${byte.toString(16)}`).join(' ')

/** `mov $i, %eax` says which question was answered; padding in front of it keeps it apart from a form that goes on. */
function markOf(i: number): number[] {
  const padding = new Array<number>(PADDING.count).fill(PADDING.byte)
  return [...padding, 0xb8, i & 0xff, (i >> 8) & 0xff, (i >> 16) & 0xff, 0]
}

/** The operands of each form in LLVM's words, or undefined where LLVM sees something else in the bytes. */
function askLlvm(list: readonly Form[]): (string[] | undefined)[] {
  const input = list.map(({ bytes }, i) => `${asText(bytes)}\n${asText(markOf(i))}\n`).join('')
  const options = ['--disassemble', '-triple=x86_64', '-mattr=+all', '-show-inst']
  const { stdout } = spawnSync(TOOL, options, { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  const answers = new Array<string[] | undefined>(list.length)
  let group: string[] = []
  for (const instruction of stdout.split(/^\t(?=\S)/m)) {
    const mark = /^movl\t\$(\d+), %eax/.exec(instruction)
    if (mark && Number(mark[1]) < list.length) {
      answers[Number(mark[1])] = group.length === 1 ? operandsIn(group[0]!) : undefined
      group = []
    } else if (instruction.includes('<MCInst ') && !instruction.startsWith(PADDING.text)) group.push(instruction)
  }
  return answers
}

const operandsIn = (instruction: string): string[] =>
  [...instruction.matchAll(/<MCOperand (Reg:[^>]*|Imm:[^>]*)>/g)].map((match) => match[1]!)

const MEMORY = ['Reg:RBP', 'Imm:1', 'Reg:', `Imm:${0x44332211}`, 'Reg:'].join(' ')

/** The shape of a form: one letter for an operand, or for five where they are a memory operand. */
function shapeOf({ encoding }: Form, operands: readonly string[]): string | undefined {
  const text = operands.join(' ').replace(MEMORY, 'm')
  const letters = text
    .split(' ')
    .filter(Boolean)
    .map((operand) => {
      if (operand === 'm') return 'm'
      return operand.startsWith('Reg:') ? 'r' : immediateLetter(encoding, BigInt(operand.slice(4)))
    })
  return letters.includes(undefined) ? undefined : letters.join('')
}

function immediateLetter({ tail, opcodeByte }: Encoding, value: bigint): string | undefined {
  if (tail.length > 0) {
    const unsigned = BigInt(
      `0x${[...tail]
        .reverse()
        .map((byte) => byte.toString(16))
        .join('')}`,
    )
    if (value === unsigned) return 'u'
    if (value === BigInt.asIntN(8 * tail.length, unsigned)) return 's'
  }
  return value === BigInt(opcodeByte & 15) ? 'c' : undefined
}

type Key = (encoding: Encoding) => string

const mode = ({ modrm }: Encoding): string => (modrm === undefined ? '' : modrm >> 6 === 3 ? 'r' : 'm')
const field = ({ modrm }: Encoding): string => (modrm === undefined ? '' : `/${(modrm >> 3) & 7}`)
const prefixed = ({ prefix }: Encoding): string => prefix && `+${prefix}`
const width = ({ wide }: Encoding): string => (wide ? 'w' : '')
/** From the coarsest to the finest; the reader of the table tries them from the finest. */
const KEYS: readonly Key[] = [
  (e) => e.opcode + mode(e),
  (e) => e.opcode + mode(e) + field(e),
  (e) => e.opcode + mode(e) + width(e),
  (e) => e.opcode + mode(e) + field(e) + width(e),
  (e) => e.opcode + mode(e) + prefixed(e) + width(e),
  (e) => e.opcode + mode(e) + field(e) + prefixed(e) + width(e),
  (e) => `${e.opcode}${mode(e)}=${(e.modrm ?? 0).toString(16)}${prefixed(e)}${width(e)}`,
]

interface Known {
  readonly form: Form
  readonly shape: string
}

/** For each opcode and mode the coarsest key under which all forms agree. Forms that LLVM does not know have no say. */
function fold(known: readonly Known[]): Map<string, string> {
  const rows = new Map<string, string>()
  const groups = new Map<string, Known[]>()
  for (const one of known) {
    const name = KEYS[0]!(one.form.encoding)
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  for (const group of groups.values()) {
    const key = KEYS.find((candidate) => agrees(group, candidate))
    if (!key) throw new Error(`forms of ${KEYS[0]!(group[0]!.form.encoding)} that nothing tells apart`)
    for (const { form, shape } of group) rows.set(key(form.encoding), shape)
  }
  return rows
}

function agrees(group: readonly Known[], key: Key): boolean {
  const shapes = new Map<string, string>()
  return group.every(({ form, shape }) => {
    const name = key(form.encoding)
    const before = shapes.get(name) ?? shape
    shapes.set(name, shape)
    return before === shape
  })
}

const list = await forms()
const answers = askLlvm(list)
const known = list.flatMap((form, i) => {
  const shape = answers[i] && shapeOf(form, answers[i])
  return shape === undefined ? [] : [{ form, shape }]
})
const byShape = new Map<string, string[]>()
for (const [key, shape] of fold(known)) byShape.set(shape, [...(byShape.get(shape) ?? []), key])
const rows = [...byShape]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([shape, keys]) => `  ['${shape}', '${keys.toSorted().join(' ')}'],`)
writeFileSync(
  'src/engine/check/x86-64-operand-rows.ts',
  `/**
 * Operands of x86-64 instruction forms as LLVM 22 counts them. Written by \`npm run record:operands\`; do not edit.
 *
 * Letters: r register, m memory (five operands), s and u the immediate as signed and unsigned, c the condition in the
 * opcode. Keys: opcode map and opcode (v: VEX), m or r for the ModRM mode, /n for its register field, + for a prefix,
 * w for 64 bits, = for a whole ModRM byte; a form is found under the finest key that is there.
 */
export const OPERAND_ROWS: readonly (readonly [shape: string, keys: string])[] = [
${rows.join('\n')}
]
`,
)
process.stdout.write(`${list.length} forms, ${known.length} known, ${rows.length} shapes\n`)
