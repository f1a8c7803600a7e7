/**
 * Loads Capstone, compiled to WebAssembly, the first time that somebody asks. One instance serves all.
 *
 * The package's own reading of instruction details is off (its operands come out empty), so only sizes and text are used.
 */
import type { Disassembler, Syntax } from '../engine/arch/disassembler'

/** What we use of the package, which has no types of its own. */
interface Capstone {
  disasm(bytes: Uint8Array, address: bigint, most: number): { size: number; mnemonic: string; op_str: string }[]
  option(option: number, value: number): void
}

interface CapstoneModule {
  readonly ARCH_X86: number
  readonly MODE_64: number
  readonly OPT_SYNTAX: number
  readonly OPT_SYNTAX_INTEL: number
  readonly OPT_SYNTAX_ATT: number
  readonly Capstone: new (arch: number, mode: number) => Capstone
}

export type LoadModule = (options?: { readonly locateFile?: () => string }) => Promise<CapstoneModule>

/** Longer than any instruction, so that a long stretch of bytes is not copied for one of them. */
const MOST_BYTES = 16

let loading: Promise<Disassembler> | undefined

/**
 * A disassembler for x86-64. `wasm`: where the compiled module is, if not beside the package's own script. Rejects if
 * WebAssembly is not allowed or the module cannot be fetched.
 */
export function loadDisassembler(wasm?: string): Promise<Disassembler> {
  loading ??= import('@alexaltea/capstone-js')
    .then(({ default: load }) => load(wasm === undefined ? {} : { locateFile: () => wasm }))
    .then(disassembler)
  return loading
}

function disassembler(module: CapstoneModule): Disassembler {
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
    decode(bytes, address, syntax = 'intel') {
      const head = bytes.subarray(0, MOST_BYTES)
      if (head.length === 0) return undefined
      try {
        const found = engines[syntax].disasm(head, address, 1)[0]
        return found && { bytes: head.subarray(0, found.size), text: `${found.mnemonic} ${found.op_str}`.trim() }
      } catch {
        // The package throws a text where bytes are no instruction.
        return undefined
      }
    },
  }
}
