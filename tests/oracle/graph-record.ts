/** A linked graph as the reference linker prints it (`-show-graphs`), read back into values; bytes are added beside it. */

export interface SymbolRecord {
  name: string | null
  offset: bigint
  size: bigint
  linkage: string
  scope: string
  live: boolean
}

export interface EdgeRecord {
  offset: bigint
  addend: bigint
  kind: string
  /** A name, or the address of an anonymous target. */
  target: string | bigint
}

export interface BlockRecord {
  section: string
  address: bigint
  size: bigint
  alignment: number
  alignmentOffset: number
  zeroFill: boolean
  symbols: SymbolRecord[]
  edges: EdgeRecord[]
  /** Hex; undefined if the recorder could not read it, or for zero-fill. */
  content: string | undefined
}

export interface OutsideRecord {
  name: string
  address: bigint
  weaklyReferenced: boolean
}

export interface GraphRecord {
  file: string
  triple: string
  sections: string[]
  blocks: BlockRecord[]
  absolutes: OutsideRecord[]
  externals: OutsideRecord[]
}

const GRAPH = /^LinkGraph "(.*)" \(triple = (.*)\)$/
const SECTION = /^section (.*):$/
const BLOCK = /^ {2}block (0x[0-9a-f]+) size = (0x[0-9a-f]{8,}), align = (\d+), alignment-offset = (\d+)(, zero-fill)?$/
const SYMBOL =
  /^ {6}(0x[0-9a-f]+) \(block \+ (0x[0-9a-f]{8,})\): size: (0x[0-9a-f]{8,}), linkage: (\w+), scope: ([\w-]+), (live|dead) {2}- {3}(.*)$/
const EDGE =
  /^ {6}(0x[0-9a-f]+) \(block \+ (0x[0-9a-f]{8,})\), addend = ([+-])(0x[0-9a-f]{8,}), kind = (.+), target = (.*)$/
const ANONYMOUS_TARGET = /^addressable@(0x[0-9a-f]+)\+0x[0-9a-f]{8,}$/
const OUTSIDE = /^ {2}(0x[0-9a-f]+): .* - {3}(.*?)( \(weakly referenced\))?$/
const FILLERS = ['', '    symbols:', '    no symbols', '    edges:', '    no edges', '  none']

/** Reads a dump. A line that is not understood is an error: a reader that skips lines would compare nothing. */
export function parseDump(lines: readonly string[]): GraphRecord[] {
  const reader = new DumpReader()
  lines.forEach((line, index) => {
    if (!reader.read(line)) throw new Error(`line ${index + 1} of the dump is not understood: ${line}`)
  })
  return reader.graphs
}

class DumpReader {
  readonly graphs: GraphRecord[] = []
  #section = ''
  #outside: 'absolutes' | 'externals' = 'absolutes'

  read(line: string): boolean {
    if (FILLERS.includes(line) || line.startsWith('Link graph "')) return true
    return (
      this.#heading(line) || this.#block(line) || this.#symbol(line) || this.#edge(line) || this.#outsideSymbol(line)
    )
  }

  get #graph(): GraphRecord {
    return this.graphs.at(-1)!
  }

  #heading(line: string): boolean {
    const graph = GRAPH.exec(line)
    if (graph) {
      this.graphs.push({ file: graph[1]!, triple: graph[2]!, sections: [], blocks: [], absolutes: [], externals: [] })
      return true
    }
    const section = SECTION.exec(line)
    if (section) {
      this.#section = section[1]!
      this.#graph.sections.push(this.#section)
      return true
    }
    if (line !== 'Absolute symbols:' && line !== 'External symbols:') return false
    this.#outside = line === 'Absolute symbols:' ? 'absolutes' : 'externals'
    return true
  }

  #block(line: string): boolean {
    const match = BLOCK.exec(line)
    if (!match) return false
    this.#graph.blocks.push({
      section: this.#section,
      address: BigInt(match[1]!),
      size: BigInt(match[2]!),
      alignment: Number(match[3]),
      alignmentOffset: Number(match[4]),
      zeroFill: match[5] !== undefined,
      symbols: [],
      edges: [],
      content: undefined,
    })
    return true
  }

  #symbol(line: string): boolean {
    const match = SYMBOL.exec(line)
    if (!match) return false
    const name = match[7] === '<anonymous symbol>' ? null : match[7]!
    const [offset, size] = [BigInt(match[2]!), BigInt(match[3]!)]
    this.#graph.blocks
      .at(-1)!
      .symbols.push({ name, offset, size, linkage: match[4]!, scope: match[5]!, live: match[6] === 'live' })
    return true
  }

  #edge(line: string): boolean {
    const match = EDGE.exec(line)
    if (!match) return false
    const anonymous = ANONYMOUS_TARGET.exec(match[6]!)
    const addend = match[3] === '-' ? -BigInt(match[4]!) : BigInt(match[4]!)
    const target = anonymous ? BigInt(anonymous[1]!) : match[6]!
    this.#graph.blocks.at(-1)!.edges.push({ offset: BigInt(match[2]!), addend, kind: match[5]!, target })
    return true
  }

  #outsideSymbol(line: string): boolean {
    const match = OUTSIDE.exec(line)
    if (!match) return false
    this.#graph[this.#outside].push({
      name: match[2]!,
      address: BigInt(match[1]!),
      weaklyReferenced: match[3] !== undefined,
    })
    return true
  }
}
