/**
 * Source lines of a link: read from a file's debug information by the reader when they are first asked for, and kept as
 * long as the session. Places are blocks and offsets, so they hold at every event. The text of a line is not in an
 * object file; for our samples it lies beside them.
 */
import { firstWhere } from '../base/search'
import { DEBUG_STARTS, debugSectionName } from '../engine/graph/debug-names'
import { buffersOfGraph } from '../engine/graph/graph-parts'
import type { BlockId, FileId, SectionId } from '../engine/graph/ids'
import type { DebugFunction, LinesAnswer } from '../worker/reader-protocol'
import { useDesk } from './context'
import { reader, useAnswer } from './reader'
import type { ByteRange } from './reading'
import type { Sample } from './samples'
import type { Session } from './session'

export interface SourceLine {
  /** Index into `sources`. */
  readonly source: number
  readonly line: number
  /** 0 if it is not known. */
  readonly column: number
  /** The bytes of the block that this row of the line table covers. */
  readonly start: number
  readonly end: number
}

/** The line table of one file. */
export class SourceMap {
  readonly sources: readonly string[]
  readonly functions: readonly DebugFunction[]
  readonly #answer: LinesAnswer

  constructor(answer: LinesAnswer) {
    this.#answer = answer
    this.sources = answer.sources
    this.functions = answer.functions
  }

  /** The line that a byte comes from; undefined if no row covers it. */
  at(b: BlockId, offset: number): SourceLine | undefined {
    const { block, start } = this.#answer
    const low = firstWhere(0, block.length, (at) => block[at]! > b || (block[at] === b && start[at]! > offset))
    const row = low > 0 && block[low - 1] === b ? this.#row(low - 1) : undefined
    return row && offset < row.end ? row : undefined
  }

  #row(i: number): SourceLine {
    const { source, line, column, start, size } = this.#answer
    return { source: source[i]!, line: line[i]!, column: column[i]!, start: start[i]!, end: start[i]! + size[i]! }
  }

  /** The rows of some bytes of a block, in the order of addresses. */
  within(b: BlockId, start: number, end: number): SourceLine[] {
    const found: SourceLine[] = []
    this.#answer.block.forEach((block, i) => {
      if (block !== b) return
      const row = this.#row(i)
      if (row.start < end && row.end > start) found.push(row)
    })
    return found
  }

  /** All bytes that come from a line. */
  rangesOf(source: number, line: number): ByteRange[] {
    const found: ByteRange[] = []
    this.#answer.line.forEach((own, i) => {
      if (own !== line || this.#answer.source[i] !== source) return
      const { start, end } = this.#row(i)
      const last = found.at(-1)
      const block = this.#answer.block[i]! as BlockId
      if (last?.block === block && last.end === start) found[found.length - 1] = { ...last, end }
      else found.push({ block, start, end })
    })
    return found
  }

  functionAt(b: BlockId, offset: number): DebugFunction | undefined {
    return this.functions.find(({ block, start, end }) => block === b && offset >= start && offset < end)
  }
}

const known = new WeakMap<Session, Map<FileId, Promise<SourceMap>>>()

/** The line table of the file that a block is from; undefined while it is read, and if there is none. */
export function useSourceMap(session: Session, block: BlockId): SourceMap | undefined {
  const { graph, generation } = session
  const file = graph.sections.file[graph.blocks.section[block]]
  const key = hasLines(session, file) ? `${generation} ${file}` : undefined
  return useAnswer(key, () => sourceMapOf(session, file)).value
}

const withLines = new WeakMap<Session, ReadonlySet<FileId>>()

/** Looked up once for a session: a large link has a hundred thousand sections, and views ask whenever they are drawn. */
function hasLines(session: Session, file: FileId): boolean {
  const files = withLines.get(session) ?? filesWithLines(session)
  withLines.set(session, files)
  return files.has(file)
}

function filesWithLines({ graph: { sections, names }, graph }: Session): ReadonlySet<FileId> {
  const files = new Set<FileId>()
  // Most names are of other sections: of those no text is made.
  const isDebug = (x: SectionId): boolean => DEBUG_STARTS.some((start) => names.startsWith(sections.name[x], start))
  for (let x = 0 as SectionId; x < sections.length; x++)
    if (isDebug(x) && debugSectionName(graph.sectionName(x)) === '.debug_line') files.add(sections.file[x])
  return files
}

function sourceMapOf(session: Session, file: FileId): Promise<SourceMap> {
  const files = known.get(session) ?? new Map<FileId, Promise<SourceMap>>()
  known.set(session, files)
  const asked = files.get(file) ?? askFor(session, file)
  files.set(file, asked)
  return asked
}

/**
 * Debug information means something once it is fixed up, so a copy of the graph as it is then goes to the reader. Every
 * block that is live then has its bytes in memory: those of the files can stay here, unless the link failed before that.
 */
async function askFor({ graph, replay, liveAt, ok }: Session, file: FileId): Promise<SourceMap> {
  const here = replay.position
  replay.seek(liveAt)
  const copy = graph.toTransfer(ok ? 'without files' : 'with files')
  replay.seek(here)
  const sources = graph.sources.map((_, i) => copy.sources[i] ?? new Uint8Array(0))
  const transfer = { ...copy, sources }
  return new SourceMap(await reader().ask('lines', { graph: transfer, file }, buffersOfGraph(transfer)))
}

const texts = new Map<string, Promise<readonly string[]>>()

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The lines of a source file of the sample on the desk; undefined if it is not from there. */
export function useSourceText(path: string | undefined): readonly string[] | undefined {
  const sample = useDesk((desk) => desk.sample)
  const name = path === undefined ? undefined : nameOf(path)
  const file = sample?.files.find(({ source }) => source === name)
  const url = sample && file && urlOf(sample, file.source)
  return useAnswer(url, () => textAt(url!)).value
}

const urlOf = ({ program }: Sample, source: string): string => `samples/${program}/${source}`

function textAt(url: string): Promise<readonly string[]> {
  const asked = texts.get(url) ?? fetchText(url)
  texts.set(url, asked)
  return asked
}

async function fetchText(url: string): Promise<readonly string[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`)
  return (await response.text()).split('\n')
}

/** `once.c:20` */
export const lineText = (map: SourceMap, { source, line }: SourceLine): string =>
  `${nameOf(map.sources[source] ?? 'an unnamed file')}:${line}`
