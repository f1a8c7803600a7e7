/** Finalize actions that came or went with a change, that lost or got memory to run in, or that failed. */
import type { ActionId } from '../../engine/graph/ids'
import type { Phrase } from '../../engine/graph/phrases/phrase'
import { ActionState } from '../../engine/graph/schema'
import { memoryWarning } from '../action-memory'
import type { Matches } from './match'
import { keyed, nth, NONE } from './match'
import type { Run } from './run'
import type { Some } from './some'
import { Collector } from './some'

export interface ActionChange {
  readonly what: 'added' | 'removed' | 'lost-its-memory' | 'has-memory' | 'failed' | 'works'
  /** In the later run; of a removed one in the earlier. */
  readonly action: ActionId
  /** Why it has no memory, as the linker says it, where that is news. */
  readonly why: Phrase | undefined
}

/**
 * Actions of one file that do the same are the same; several of them go by their order. A link that failed may have
 * recorded only some of its actions, so what it does not have has not gone.
 */
export function compareActions(before: Run, after: Run, { files }: Matches): Some<ActionChange> {
  const found = new Collector<ActionChange>()
  const bothWorked = before.ok && after.ok
  const known = keyed(before.graph.actions.length, (a) => keyOf(before, a, before.graph.actions.file[a as ActionId]))
  const seen = new Map<string, number>()
  const matched = new Uint8Array(before.graph.actions.length)
  for (let a = 0 as ActionId; a < after.graph.actions.length; a++) {
    const old = nth(known, seen, keyOf(after, a, files[after.graph.actions.file[a]]!)) as ActionId
    if ((old as number) === NONE) {
      if (bothWorked) add(found, 'added', after, a)
      continue
    }
    matched[old] = 1
    for (const what of changesOf(before, old, after, a)) add(found, what, after, a)
  }
  for (let a = 0 as ActionId; bothWorked && a < matched.length; a++) if (!matched[a]) add(found, 'removed', before, a)
  return found.some()
}

function keyOf({ graph, describer }: Run, id: number, file: number): string {
  const a = id as ActionId
  return [file, graph.actions.kind[a], describer.action(a), describer.twin(a)].join('\0')
}

function* changesOf(before: Run, old: ActionId, after: Run, a: ActionId): Generator<ActionChange['what']> {
  const [was, is] = [memoryWarning(before.diagnostics, old), memoryWarning(after.diagnostics, a)]
  if (is !== undefined && was === undefined) yield 'lost-its-memory'
  if (is === undefined && was !== undefined) yield 'has-memory'
  const [failed, fails] = [hasFailed(before, old), hasFailed(after, a)]
  if (failed !== fails) yield fails ? 'failed' : 'works'
}

function add(found: Collector<ActionChange>, what: ActionChange['what'], run: Run, a: ActionId): void {
  const isNews = what === 'added' || what === 'lost-its-memory'
  found.add(() => ({
    what,
    action: a,
    why: isNews ? memoryWarning(run.diagnostics, a) : undefined,
  }))
}

const hasFailed = ({ graph }: Run, a: ActionId): boolean => graph.actions.state[a] === ActionState.Failed
