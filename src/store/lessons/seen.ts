/** What is so on the desk, for the conditions of lessons: the page's half of `src/lessons/machine/until.ts`. */
import type { BlockId, SectionId } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Seen } from '../../lessons/machine/until'
import { atMoment } from '../../lessons/questions/asked-link'
import { evaluateIn } from '../../lessons/questions/expressions'
import { endOf, settledAt, startOf } from '../../lessons/questions/moments'
import type { Desk, DeskStore } from '../desk'
import type { NamedThing } from '../links/named-thing'
import { findThing } from '../links/things'
import { sameSelection } from '../selection'
import { encodeSettings } from '../settings-json'

export function seenOn(store: DeskStore): Seen {
  const desk = (): Desk => store.getState()
  return {
    selects: (thing) => {
      const found = findThing(desk(), thing as unknown as NamedThing)
      return found !== undefined && sameSelection(found, desk().selection)
    },
    reaches: (phase) => {
      const { session, position } = desk()
      return session !== undefined && position >= endOf(session, phase)
    },
    rewinds: (phase) => {
      const { session, position } = desk()
      return session !== undefined && position <= startOf(session, phase)
    },
    policy: ({ file, section, is }) => isPolicy(desk(), file, section, is),
    holds: (rule) => isTrue(desk(), rule),
    link: (how) => desk().session?.ok === (how === 'works'),
    blocks: (count) => livingBlocks(desk()) === count,
    stage: (stage) => desk().stage === stage,
    tab: (tab) => desk().tab === tab,
    settings: (wanted) => {
      const present = encodeSettings(desk().settings) as Record<string, unknown>
      return Object.entries(wanted).every(([name, value]) => JSON.stringify(present[name]) === JSON.stringify(value))
    },
    files: (count) => desk().inputs.length >= count,
    ownFile: () => desk().inputs.length > 0 && desk().sample === undefined,
  }
}

function isPolicy({ session }: Desk, file: string | undefined, section: string, is: string): boolean {
  if (!session) return false
  const { graph } = session
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (graph.sectionName(x) !== section) continue
    if (file !== undefined && graph.files[sections.file[x]]!.name !== file) continue
    return LIFETIMES[sections.lifetime[x]]!.name === is
  }
  return false
}

function isTrue({ session }: Desk, rule: string): boolean {
  if (!session) return false
  const sides = rule.split('=')
  return atMoment(session, settledAt(session), () => {
    const [left, right] = sides.map((side) => evaluateIn(session, side))
    return (
      left !== undefined && right !== undefined && 'value' in left && 'value' in right && left.value === right.value
    )
  })
}

function livingBlocks({ session }: Desk): number {
  if (!session) return 0
  return atMoment(session, settledAt(session), () => {
    let count = 0
    for (let b = 0 as BlockId; b < session.graph.blocks.length; b++) if (!session.graph.isRemoved(b)) count++
    return count
  })
}
