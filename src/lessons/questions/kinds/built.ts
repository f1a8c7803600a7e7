/** How many blocks a file becomes. Wrong answers count something else: functions, or sections of every kind. */
import type { FileId, SectionId } from '../../../engine/graph/ids'
import { Base } from '../../../engine/graph/ids'
import type { SymbolId } from '../../../engine/graph/ids'
import { SymbolFlag } from '../../../engine/graph/schema'
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { number, wrong } from '../draft'
import { endOf } from '../moments'
import { fileNamed } from '../places'
import { blocksOf, idsOf } from '../things'

export const built: KindRow<'built'> = {
  gate: 'build',

  stock: ({ graph }) => (graph.files.length > 0 ? [{ kind: 'built', file: graph.files[0]!.name }] : []),

  make(link, { file }) {
    const only = file === undefined ? undefined : fileNamed(link, file)
    if (typeof only === 'object') return only
    const { graph } = link
    const isOurs = (f: FileId): boolean => only === undefined || f === only
    const { blocks, empty, functions, sections } = atMoment(link, endOf(link, 'build'), () => {
      const own = idsOf<SectionId>(graph.sections).filter((x) => isOurs(graph.sections.file[x]))
      const filled = new Set(blocksOf(link).map((b) => graph.blocks.section[b]))
      return {
        blocks: blocksOf(link).filter((b) => isOurs(graph.sections.file[graph.blocks.section[b]])).length,
        sections: own.length,
        functions: functionsOf(link, isOurs),
        empty: own.filter((x) => !filled.has(x)).length,
      }
    })
    return {
      about: file ?? 'all files',
      asks: { id: 'questions.built.asks', args: { file: file ?? '', files: only === undefined ? 'all' : 'one' } },
      form: { is: 'number', unit: 'blocks' },
      answer: number(blocks),
      wrong: [
        wrong('block-per-section', number(sections)),
        wrong('block-per-function', number(functions)),
        wrong('one-block-per-file', number(only === undefined ? graph.files.length : 1)),
      ],
      because: [{ id: 'questions.built.because', args: { blocks, sections, empty } }],
    }
  },
}

function functionsOf({ graph }: AskedLink, isOurs: (file: FileId) => boolean): number {
  const { base, flags, file } = graph.symbols
  return idsOf<SymbolId>(graph.symbols).filter(
    (s) => base[s] === Base.Defined && flags[s] & SymbolFlag.Callable && isOurs(file[s]),
  ).length
}
