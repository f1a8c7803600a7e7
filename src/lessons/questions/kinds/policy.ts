/** Which lifetime policy a section gets, from the file or from a rule. */
import type { SectionId } from '../../../engine/graph/ids'
import { FINALIZE, LIFETIMES, NO_ALLOC, STANDARD } from '../../../engine/graph/lifetimes'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import type { Answer, Option } from '../question'
import { shuffled, someOf } from '../random'
import { blocksOf, wordFor } from '../things'

const OPTIONS: readonly Option[] = LIFETIMES.map(({ name }) => ({ key: name, label: name }))
const key = (lifetime: number): Answer => ({ is: 'choice', key: LIFETIMES[lifetime]!.name })

export const policy: KindRow<'policy'> = {
  gate: 'build',

  stock(link, random) {
    const { graph } = link
    const sections = [...new Set(blocksOf(link).map((b) => graph.blocks.section[b]))].filter(
      (x) => graph.sections.flags[x] === 0 || graph.sections.lifetime[x] !== STANDARD,
    )
    return someOf(shuffled(sections, random), 1, random).map((x) => ({
      kind: 'policy',
      file: graph.files[graph.sections.file[x]]!.name,
      section: graph.sectionName(x),
    }))
  },

  make(link, { file, section }) {
    const { sections, files } = link.graph
    for (let x = 0 as SectionId; x < sections.length; x++) {
      if (link.graph.sectionName(x) !== section) continue
      if (file !== undefined && files[sections.file[x]]!.name !== file) continue
      const right = sections.lifetime[x]
      return {
        about: wordFor(link, { kind: 'section', id: x }),
        asks: { id: 'questions.policy.asks', args: { section, file: files[sections.file[x]]!.name } },
        form: { is: 'choice', options: OPTIONS },
        answer: key(right),
        wrong: wrongPolicies(right),
        because: [{ id: 'questions.policy.because', args: { policy: LIFETIMES[right]!.name, section } }],
        thing: { kind: 'section', id: x },
      }
    }
    return cannot('questions.cannot.place', { place: section })
  },
}

/** What stands behind each of the two that are wrong. */
function wrongPolicies(right: number) {
  if (right === NO_ALLOC) return [wrong('metadata-loaded', key(STANDARD)), wrong('noalloc-has-memory', key(FINALIZE))]
  if (right === FINALIZE) return [wrong('finalize-stays', key(STANDARD)), wrong('noalloc-has-memory', key(NO_ALLOC))]
  return [wrong('file-says-finalize', key(FINALIZE)), wrong('named-metadata', key(NO_ALLOC))]
}
