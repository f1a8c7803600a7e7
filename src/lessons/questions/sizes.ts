/** Sizes as the files have them: of a section, or of what a name stands for. */
import * as v from 'valibot'
import type { BlockId, FileId } from '../../engine/graph/ids'
import type { AskedLink } from './asked-link'
import { atMoment } from './asked-link'
import { endOf, settledAt } from './moments'
import { namedSymbolsOf } from './things'

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))

/** Which size: bytes of a section in its file, or of a symbol. */
export const SIZE = v.pipe(
  v.strictObject({ file: v.optional(text), section: v.optional(text), symbol: v.optional(text) }),
  v.check(
    ({ section, symbol }) => (section === undefined) !== (symbol === undefined),
    'is of a section or of a symbol',
  ),
)
export type SizeName = v.InferOutput<typeof SIZE>

export const fileIs = ({ graph }: AskedLink, file: string | undefined, f: FileId): boolean =>
  file === undefined || graph.files[f]!.name === file

/** In bytes, before anything is thrown away; undefined if the link has nothing of that name. */
export function sizeIn(link: AskedLink, name: SizeName): bigint | undefined {
  // What the linker makes itself is not there yet when the files are built.
  return (
    atMoment(link, endOf(link, 'build'), () => sizeNow(link, name)) ??
    atMoment(link, settledAt(link), () => sizeNow(link, name))
  )
}

function sizeNow(link: AskedLink, { file, section, symbol }: SizeName): bigint | undefined {
  const { blocks, sections, symbols } = link.graph
  if (symbol !== undefined) {
    const named = namedSymbolsOf(link).find(
      (s) => link.graph.nameOf(s) === symbol && fileIs(link, file, symbols.file[s]),
    )
    return named === undefined ? undefined : symbols.size.big[named]
  }
  let sum: bigint | undefined
  for (let b = 0 as BlockId; b < blocks.length; b++) {
    const x = blocks.section[b]
    if (link.graph.sectionName(x) !== section || !fileIs(link, file, sections.file[x])) continue
    sum = (sum ?? 0n) + blocks.size.big[b]
  }
  return sum
}
