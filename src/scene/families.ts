/** Families of sections: `.text.main` and `.text.other` are of `.text.*`. */
import type { SectionId } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'

const RELRO = '.rel.ro'

/** A family of which the first bytes tell who belongs to it. */
const BY_STEM = /^(\.[!-\-/-~][!-~]*)\.\*$/

/** How many of these sections are of each family, by its name. */
export function familiesOf(graph: LinkGraph, sections: Uint32Array): Map<string, number> {
  const families = new Map<string, number>()
  let family = ''
  let stem: string | undefined
  for (let i = 0; i < sections.length; i++) {
    const x = sections[i]! as SectionId
    // Neighbours are mostly of one family. To see that takes no text; there may be very many names.
    if (stem === undefined || !hasStem(graph, x, stem)) {
      family = familyOf(graph.sectionName(x))
      stem = BY_STEM.exec(family)?.[1]
    }
    families.set(family, (families.get(family) ?? 0) + 1)
  }
  return families
}

/** False also where it takes the whole name to tell. */
function hasStem({ names, sections }: LinkGraph, x: SectionId, stem: string): boolean {
  const name = sections.name[x]
  return (
    names.size(name) > stem.length + 1 && names.startsWith(name, `${stem}.`) && !names.startsWith(name, stem + RELRO)
  )
}

function familyOf(name: string): string {
  if (!name.startsWith('.')) return name
  let end = name.indexOf('.', 1)
  if (end > 1 && name.startsWith(RELRO, end)) end += RELRO.length
  return end > 1 && end + 1 < name.length && name[end] === '.' ? `${name.slice(0, end)}.*` : name
}
