/** Which blocks die: those that no root reaches. The unit is the block, and metadata neither gives life nor loses it. */
import { Base, FIRST_RELOCATION_KIND, NO_SYMBOL } from '../../../engine/graph/ids'
import type { BlockId, EdgeId, SymbolId } from '../../../engine/graph/ids'
import { NO_ALLOC } from '../../../engine/graph/lifetimes'
import { policyOfBlock } from '../../../engine/graph/crossings'
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { endOf, startOf, subjectsOf } from '../moments'
import { fileNamed } from '../places'
import { blocksOf, keysOf, mixed, MOST_OPTIONS, optionsOf } from '../things'

export const dead: KindRow<'dead'> = {
  gate: 'prune',

  stock: (link) => (atMoment(link, startOf(link, 'prune'), () => blocksOf(link).length) > 1 ? [{ kind: 'dead' }] : []),

  make(link, { file }, random) {
    const only = file === undefined ? undefined : fileNamed(link, file)
    if (typeof only === 'object') return only
    const { graph } = link
    const removed = subjectsOf(link, 'blockRemoved')
    return atMoment(link, startOf(link, 'prune'), () => {
      const blocks = blocksOf(link).filter(
        (b) => only === undefined || graph.sections.file[graph.blocks.section[b]] === only,
      )
      if (blocks.length < 2) return cannot('questions.cannot.few')
      const isDead = new Set(removed)
      const offered = blocks.length <= MOST_OPTIONS ? blocks : mixed(blocks, (b) => isDead.has(b), MOST_OPTIONS, random)
      const options = optionsOf(link, 'block', offered)
      const referred = referredBlocks(link)
      const metadata = blocks.filter((b) => policyOfBlock(graph, b) === NO_ALLOC)
      return {
        about: file ?? 'all files',
        asks: { id: 'questions.dead.asks', args: { count: options.length } },
        form: { is: 'set', options },
        answer: set(keysOf(options, removed)),
        wrong: [
          wrong('nothing-dies', set([])),
          wrong('metadata-dies', set(keysOf(options, [...removed, ...metadata]))),
          wrong('metadata-dies', set(keysOf(options, metadata))),
          wrong(
            'unreferenced-dies',
            set(
              keysOf(
                options,
                blocks.filter((b) => !referred.has(b)),
              ),
            ),
          ),
          wrong('loser-removed', set(keysOf(options, [...removed, ...blocksWithLosers(link)]))),
          wrong('metadata-gives-life', set(keysOf(options, keptByMetadata(link, blocks, isDead)))),
        ],
        because: [
          { id: 'questions.dead.because', args: { count: blocksOf(link).filter((b) => isDead.has(b)).length } },
        ],
      }
    })
  },
}

/** Blocks to which an edge from another block leads. */
function referredBlocks({ graph }: AskedLink): ReadonlySet<number> {
  const { target, block } = graph.edges
  const referred = new Set<number>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const aim = graph.symbols.block[target[e]]
    if (aim !== block[e]) referred.add(aim)
  }
  return referred
}

/** Blocks that held a definition which another file's has taken the place of. */
function blocksWithLosers(link: AskedLink): BlockId[] {
  const { graph } = link
  const { base, block, definition } = graph.symbols
  const losers: SymbolId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.External && definition[s] !== NO_SYMBOL) losers.push(s)
  return atMoment(link, endOf(link, 'build'), () =>
    losers.filter((s) => base[s] === Base.Defined).map((s) => block[s] as BlockId),
  )
}

/** The dead without those that metadata refers to. */
function keptByMetadata({ graph }: AskedLink, blocks: readonly BlockId[], isDead: ReadonlySet<number>): BlockId[] {
  const { target, block, kind } = graph.edges
  const kept = new Set<number>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++)
    if (kind[e] >= FIRST_RELOCATION_KIND && policyOfBlock(graph, block[e]) === NO_ALLOC)
      kept.add(graph.symbols.block[target[e]])
  return blocks.filter((b) => isDead.has(b) && !kept.has(b))
}
