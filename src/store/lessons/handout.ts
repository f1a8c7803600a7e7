/**
 * What a teacher gets of a lesson: its steps with their questions, answers and known wrong answers, computed from the
 * link that a class with this seed has in front of it. Nothing here is written down for a lesson by itself.
 */
import { hex } from '../../base/hex'
import { NO_SEGMENT } from '../../engine/graph/ids'
import type { Lesson, LessonStep } from '../../lessons/machine/lesson'
import type { ByteLine } from '../../lessons/questions/field-table'
import { fieldTable } from '../../lessons/questions/field-table'
import { endOf } from '../../lessons/questions/moments'
import type { Message, Question } from '../../lessons/questions/question'
import { namedSymbolsOf } from '../../lessons/questions/things'
import type { DeskStore } from '../desk'
import type { Sample } from '../samples'
import type { Session } from '../session'
import { encodeSettings } from '../settings-json'
import { replay } from './replay'

export interface NamedAddress {
  readonly name: string
  readonly address: string
}

export interface HandoutStep<Picture> {
  readonly step: LessonStep
  /** Numbers that its texts mention. */
  readonly values: Readonly<Record<string, string>>
  readonly question: Question | undefined
  /** Why it cannot be asked with this seed. */
  readonly cannot: Message | undefined
  /** The bytes around the field that is asked about. */
  readonly bytes: readonly ByteLine[] | undefined
  /** Where everything is; empty before memory is allocated. */
  readonly addresses: readonly NamedAddress[]
  /** What the map shows; undefined where it shows the same as at an earlier step. */
  readonly picture: Picture | undefined
}

export interface Handout<Picture> {
  readonly lesson: Lesson
  readonly seed: string
  /** What the steps are about, in the order in which they come. */
  readonly samples: readonly Sample[]
  readonly steps: readonly HandoutStep<Picture>[]
}

/** `draw` makes a picture of the desk as it is. Throws an Error that names the step that cannot be brought about. */
export async function handoutOf<Picture>(
  desk: DeskStore,
  lesson: Lesson,
  seed: string,
  draw: (session: Session, position: number) => Picture,
): Promise<Handout<Picture>> {
  const steps: HandoutStep<Picture>[] = []
  const drawn = new Set<string>()
  const samples = new Set<Sample>()
  for await (const { step, values, asked } of replay(desk, lesson, seed)) {
    const { settings, position, sample } = desk.getState()
    if (sample) samples.add(sample)
    const session = desk.getState().session!
    const question = asked && 'question' in asked ? asked.question : undefined
    const isPlaced = position > session.allocateAt
    // The map changes its layout when memory is allocated; in between it is the same picture with other colours.
    const look = JSON.stringify([sample?.id, encodeSettings(settings), isPlaced])
    // Before that there is nothing to be seen, and where it will be might be the question.
    const isBuilt = position >= endOf(session, 'build')
    const isNew = question !== undefined && isBuilt && !drawn.has(look)
    if (isNew) drawn.add(look)
    steps.push({
      step,
      values,
      question,
      cannot: asked && 'cannot' in asked ? asked.cannot : undefined,
      bytes: question && asksForBytes(step, question) ? fieldTable(session, question) : undefined,
      addresses: question && isPlaced ? addressesIn(session) : [],
      picture: isNew ? draw(session, position) : undefined,
    })
  }
  return { lesson, seed, samples: [...samples], steps }
}

/** What a debugger reads is what stands in a field as well, though it is answered as an address. */
const asksForBytes = (step: LessonStep, { form }: Question): boolean =>
  form.is === 'bytes' || (step.kind === 'predict' && step.asks.kind === 'debugger')

/** Names with their addresses, the lowest first. */
function addressesIn(session: Session): NamedAddress[] {
  const { graph } = session
  return namedSymbolsOf(session)
    .filter((s) => graph.blocks.segment[graph.symbols.block[s]] !== NO_SEGMENT)
    .map((s) => ({ name: graph.nameOf(s), at: graph.addressOf(s) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ name, at }) => ({ name, address: hex(at) }))
}
