/**
 * A printed graph with everything put in one order that depends on heap addresses in the reference tool: entries of GOT,
 * stub and TLS tables, symbols and edges of one block, blocks of one address, names outside. Nothing else is touched, so
 * that two prints can be compared line for line.
 */

const TABLE_SECTION = /^section (\$__GOT|\$__STUBS|\$__TLSINFO|\$__TLSDESC):$/
/** Tables whose entries lead to entries of other tables stand behind those. */
const TABLE_ORDER = ['$__GOT', '$__TLSINFO', '$__STUBS', '$__TLSDESC']
const BLOCK_HEAD = /^ {2}block (0x[0-9a-f]+) /
const EDGE_TARGET = / target = (.*)$/
const GOT_SYMBOL = /-\s+_GLOBAL_OFFSET_TABLE_$/

/** Lines of one graph, from its two headings on. */
interface Chunk {
  readonly heading: string
  lines: string[]
}

/** The lines in their one order; graphs by their heading. */
export function canonicalText(lines: readonly string[]): string[] {
  return graphsIn(lines)
    .toSorted((a, b) => compare(a.heading, b.heading))
    .flatMap(({ heading, lines: body }) => [heading, ...canonicalGraph(body)])
}

/** The first lines that differ, in words; empty if there are none. */
export function compareText(expected: readonly string[], actual: readonly string[]): string[] {
  const [there, here] = [canonicalText(expected), canonicalText(actual)]
  const at = there.findIndex((line, i) => line !== here[i])
  if (at < 0 && there.length === here.length) return []
  const line = at < 0 ? there.length : at
  return [`text line ${line + 1}: "${here[line] ?? 'the end'}" instead of "${there[line] ?? 'the end'}"`]
}

function graphsIn(lines: readonly string[]): Chunk[] {
  const graphs: Chunk[] = []
  for (const line of lines) {
    if (line.startsWith('Link graph "')) graphs.push({ heading: line, lines: [] })
    else graphs.at(-1)?.lines.push(line)
  }
  for (const graph of graphs) while (graph.lines.at(-1) === '') graph.lines.pop()
  return graphs
}

function canonicalGraph(lines: readonly string[]): string[] {
  const isAArch64 = lines[0]?.includes('(triple = aarch64') ?? false
  const pieces = piecesOf(lines)
  const names = entryNames(pieces)
  const named = (line: string): string =>
    line.replace(/addressable@(0x[0-9a-f]+)\+0x0+$/, (whole, address: string) => {
      const name = names.get(address)
      // An empty section behind the last code may share the first stub's address: only branches mean the stub. So may one
      // and the first GOT entry, where the GOT is executable.
      const meansOther =
        (name?.startsWith('$__STUBS') && !line.includes('kind = Branch')) ||
        (name?.startsWith('$__GOT') && isAArch64 && !/kind = \w*Page/.test(line))
      return name === undefined || meansOther ? whole : name
    })
  return pieces.flatMap(({ head, blocks, rest }) => {
    const table = TABLE_SECTION.test(head)
    const texts = blocks.map((block) => canonicalBlock(block.map(named), table))
    const first = blocks.flatMap((block) => block.filter((line) => GOT_SYMBOL.test(line)))
    return [head, ...(table ? first : []), ...sortBlocks(texts, table).flat(), ...rest.toSorted(compare)]
  })
}

/** A section with its blocks, or a list of names outside. */
interface Piece {
  readonly head: string
  readonly blocks: string[][]
  readonly rest: string[]
}

function piecesOf(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  for (const line of lines) {
    const piece = pieces.at(-1)
    if (/^\S/.test(line)) pieces.push({ head: line, blocks: [], rest: [] })
    else if (BLOCK_HEAD.test(line)) piece!.blocks.push([line])
    else if (piece!.blocks.length > 0) piece!.blocks.at(-1)!.push(line)
    else piece!.rest.push(line)
  }
  return pieces
}

/** Names for the addresses of table entries, made of what each leads to; stubs lead to entries that have names by then. */
function entryNames(pieces: readonly Piece[]): Map<string, string> {
  const names = new Map<string, string>()
  const targetOf = (block: readonly string[]): string => {
    const target =
      block.map((line) => EDGE_TARGET.exec(line)?.[1]).findLast((found) => found !== undefined) ?? 'nothing'
    return names.get(/^addressable@(0x[0-9a-f]+)/.exec(target)?.[1] ?? '') ?? target
  }
  for (const table of TABLE_ORDER) {
    const blocks = pieces.find(({ head }) => head === `section ${table}:`)?.blocks ?? []
    for (const block of blocks) names.set(BLOCK_HEAD.exec(block[0]!)![1]!, `${table} entry for ${targetOf(block)}`)
  }
  return names
}

/** Symbols and edges sorted. A table's entries lose their addresses: which of them is where is not determined. */
function canonicalBlock(block: readonly string[], table: boolean): string[] {
  const lines = block.filter((line) => !(table && GOT_SYMBOL.test(line)))
  const plain = table ? lines.map((line) => line.replace(/^( +(?:block )?)0x[0-9a-f]+/, '$1-')) : lines
  const edges = plain.findIndex((line) => line === '    edges:' || line === '    no edges')
  return [
    plain[0]!,
    plain[1]!,
    ...plain.slice(2, edges).toSorted(compare),
    plain[edges]!,
    ...plain.slice(edges + 1).toSorted(compare),
  ]
}

/** Blocks come by address; those of one address have no order of their own, nor have a table's. */
function sortBlocks(blocks: readonly string[][], table: boolean): string[][] {
  const text = (block: readonly string[]): string => block.join('\n')
  return blocks.toSorted((a, b) => {
    const [x, y] = [BLOCK_HEAD.exec(a[0]!)?.[1], BLOCK_HEAD.exec(b[0]!)?.[1]]
    return table || x === y ? compare(text(a), text(b)) : 0
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
