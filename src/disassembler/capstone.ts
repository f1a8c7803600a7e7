/**
 * Loads Capstone, compiled to WebAssembly, the first time that somebody asks. One instance serves all.
 *
 * The package's own reading of instruction details is off (its operands come out empty), so only sizes and text are used.
 */
import type { Arch } from '../engine/arch/arch'
import type { Disassembler, Instruction, Syntax } from '../engine/arch/disassembler'

/** What we use of the package, which has no types of its own. */
interface Capstone {
  disasm(bytes: Uint8Array, address: bigint, most: number): { size: number; mnemonic: string; op_str: string }[]
  option(option: number, value: number): void
}

interface CapstoneModule {
  readonly ARCH_X86: number
  readonly ARCH_ARM64: number
  readonly MODE_LITTLE_ENDIAN: number
  readonly MODE_64: number
  readonly OPT_SYNTAX: number
  readonly OPT_SYNTAX_INTEL: number
  readonly OPT_SYNTAX_ATT: number
  readonly Capstone: new (arch: number, mode: number) => Capstone
}

export type LoadModule = (options?: { readonly locateFile?: () => string }) => Promise<CapstoneModule>

/** Longer than any instruction, so that a long stretch of bytes is not copied for one of them. */
const MOST_BYTES = 16

type Processor = Arch['processor']

let loading: Promise<CapstoneModule> | undefined
const disassemblers = new Map<Processor, Promise<Disassembler>>()

/**
 * A disassembler for a processor. `wasm`: where the compiled module is, if not beside the package's own script. Rejects if
 * WebAssembly is not allowed or the module cannot be fetched.
 */
export function loadDisassembler(processor: Processor, wasm?: string): Promise<Disassembler> {
  loading ??= import('@alexaltea/capstone-js').then(({ default: load }) =>
    load(wasm === undefined ? {} : { locateFile: () => wasm }),
  )
  const known = disassemblers.get(processor) ?? loading.then(MAKERS[processor])
  disassemblers.set(processor, known)
  return known
}

const MAKERS: Readonly<Record<Processor, (module: CapstoneModule) => Disassembler>> = {
  'x86-64': x86Disassembler,
  aarch64: aarch64Disassembler,
}

/** Instructions are little-endian even where data is not, and there is one way to write them. */
function aarch64Disassembler(module: CapstoneModule): Disassembler {
  const engine = new module.Capstone(module.ARCH_ARM64, module.MODE_LITTLE_ENDIAN)
  return { unit: 4, decode: (bytes, address) => decodeWith(engine, bytes.subarray(0, 4), address) }
}

function x86Disassembler(module: CapstoneModule): Disassembler {
  const engineFor = (syntax: number): Capstone => {
    const engine = new module.Capstone(module.ARCH_X86, module.MODE_64)
    engine.option(module.OPT_SYNTAX, syntax)
    return engine
  }
  const engines: Readonly<Record<Syntax, Capstone>> = {
    intel: engineFor(module.OPT_SYNTAX_INTEL),
    att: engineFor(module.OPT_SYNTAX_ATT),
  }
  return {
    unit: 1,
    decode: (bytes, address, syntax = 'intel') => decodeWith(engines[syntax], bytes.subarray(0, MOST_BYTES), address),
  }
}

function decodeWith(engine: Capstone, head: Uint8Array, address: bigint): Instruction | undefined {
  if (head.length === 0) return undefined
  try {
    const found = engine.disasm(head, address, 1)[0]
    return found && { bytes: head.subarray(0, found.size), text: `${found.mnemonic} ${found.op_str}`.trim() }
  } catch {
    // The package throws a text where bytes are no instruction.
    return undefined
  }
}
