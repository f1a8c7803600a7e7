/** Segments of a file in the order of their addresses: by policy, then by protection, not by where they are in the file. */
import { least } from '../../../base/extremes'
import type { FileId, SegmentId } from '../../../engine/graph/ids'
import { Protection } from '../../../engine/graph/ids'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import type { Answer, Option } from '../question'
import { shuffled } from '../random'
import { blocksOf, filesOf, optionsOf, segmentsOf } from '../things'

export const segments: KindRow<'segments'> = {
  gate: 'allocate',

  stock: (link) => (fileWithSegments(link) === undefined ? [] : [{ kind: 'segments' }]),

  make(link, _, random) {
    const file = fileWithSegments(link)
    if (file === undefined) return cannot('questions.cannot.few')
    const { graph } = link
    const { address, protection, lifetime } = graph.segments
    const own = segmentsOf(link).filter((g) => graph.segments.file[g] === file)
    const byAddress = [...own].sort((a, b) => (address.big[a] < address.big[b] ? -1 : 1))
    const options = optionsOf(link, 'segment', own)
    const order = (list: readonly SegmentId[]): Answer => ({ is: 'order', keys: list.map((g) => keyOf(options, g)) })
    const executableFirst = [...own].sort(
      (a, b) => (protection[b] & Protection.Exec) - (protection[a] & Protection.Exec) || a - b,
    )
    return {
      about: link.describer.file(file),
      asks: { id: 'questions.segments.asks', args: { count: own.length, file: link.describer.file(file) } },
      form: { is: 'order', options: shuffled(options, random) },
      answer: order(byAddress),
      wrong: [
        wrong('file-order', order(inFileOrder(link, own))),
        wrong('code-first', order(executableFirst)),
        wrong('finalize-first', order([...own].sort((a, b) => lifetime[b] - lifetime[a] || a - b))),
        wrong('reversed', order([...byAddress].reverse())),
      ],
      because: [{ id: 'questions.segments.because' }],
    }
  },
}

const keyOf = (options: readonly Option[], g: SegmentId): string => options.find(({ thing }) => thing?.id === g)!.key

/** The first file with at least two. */
function fileWithSegments(link: AskedLink): FileId | undefined {
  const { file } = link.graph.segments
  const all = segmentsOf(link)
  return filesOf(link).find((f) => all.filter((g) => file[g] === f).length > 1)
}

/** By the first section of each that the file has. */
function inFileOrder(link: AskedLink, own: readonly SegmentId[]): SegmentId[] {
  const { segment, section } = link.graph.blocks
  const blocks = blocksOf(link)
  const firstOf = (g: SegmentId): number => least(blocks.filter((b) => segment[b] === g).map((b) => section[b]))
  const first = new Map(own.map((g) => [g, firstOf(g)]))
  return [...own].sort((a, b) => first.get(a)! - first.get(b)!)
}
