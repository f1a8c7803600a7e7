/** What the memory view shows, made once for each session and language: it follows from the log and from the finished tables. */
import type { BlockId } from '../../engine/graph/ids'
import { FINALIZE } from '../../engine/graph/lifetimes'
import { timeAxis } from '../../scene/memory-axis'
import type { TimeAxis } from '../../scene/memory-axis'
import type { MemoryLife } from '../../scene/memory-life'
import { firstCopies, memoryLife } from '../../scene/memory-life'
import type { SegmentMemory } from '../../scene/memory-pages'
import { segmentMemories } from '../../scene/memory-pages'
import type { GraphContent, LifeRow } from '../../scene/memory-rows'
import { graphContents, graphRows, segmentRows } from '../../scene/memory-rows'
import type { PhaseStep } from '../../store/selectors/phases'
import { phaseSteps } from '../../store/selectors/phases'
import type { Say } from '../../store/language'
import type { Session } from '../../store/session'

const lives = new WeakMap<Session, MemoryLife>()

/** When pages, actions and allocations changed their state. */
export function lifeOf(session: Session): MemoryLife {
  const known = lives.get(session)
  if (known) return known
  const life = memoryLife(session.log)
  lives.set(session, life)
  return life
}

const homes = new WeakMap<Session, Uint32Array>()

/** Block → the segment that it ends up in, whatever the moment. */
export function homesOf(session: Session): Uint32Array {
  const known = homes.get(session)
  if (known) return known
  const { graph, log, replay } = session
  const here = replay.position
  replay.seek(log.length)
  const made = Uint32Array.from({ length: graph.blocks.length }, (_, b) => graph.blocks.segment[b as BlockId])
  replay.seek(here)
  homes.set(session, made)
  return made
}

export interface MemoryModel {
  readonly life: MemoryLife
  readonly memories: readonly SegmentMemory[]
  readonly contents: readonly GraphContent[]
  readonly rows: readonly LifeRow[]
  readonly steps: readonly PhaseStep[]
  /** Finalize pages are not given back after the finalize actions. */
  readonly keepsFinalize: boolean
  axis(width: number): TimeAxis
}

const models = new WeakMap<Session, { readonly say: Say; readonly model: MemoryModel }>()

export function memoryModel(say: Say, session: Session): MemoryModel {
  const known = models.get(session)
  if (known?.say === say) return known.model
  const model = makeModel(say, session)
  models.set(session, { say, model })
  return model
}

function makeModel(say: Say, session: Session): MemoryModel {
  const { graph, log, replay, pageSize } = session
  const here = replay.position
  replay.seek(log.length)
  const life = lifeOf(session)
  const memories = segmentMemories(graph)
  const contents = graphContents(graph, firstCopies(log))
  const steps = phaseSteps(session)
  const built = steps.find(({ id }) => id === 'build')?.end ?? 0
  const rows = [...segmentRows(say, graph, life, memories, pageSize), ...graphRows(say, graph, contents, built)]
  const { lifetime, goesBack } = graph.segments
  const keepsFinalize = memories.some(({ segment: g }) => lifetime[g] === FINALIZE && !goesBack[g])
  replay.seek(here)
  const moments = [...rows.flatMap(({ ticks }) => ticks.map(({ at }) => at)), ...life.actions.flatMap(momentsOf)]
  return { life, memories, contents, rows, steps, keepsFinalize, axis: (width) => timeAxis(steps, moments, width) }
}

function momentsOf({ recorded, run, failed, twin }: MemoryLife['actions'][number]): number[] {
  return [recorded, run, failed, twin].filter((at) => at !== undefined)
}
