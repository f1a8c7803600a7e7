/** Why a section has its policy, where its own file decided: what the format's row says. */
import type { EventId } from '../engine/graph/log'
import { EVENT_CODE, PHASES } from '../engine/graph/events'
import type { SectionId } from '../engine/graph/ids'
import { SectionFlag } from '../engine/graph/schema'
import type { FormatDescription } from '../worker/protocol'
import type { Session } from './session'

const BUILD = PHASES.findIndex(({ id }) => id === 'build')

/** The reason's row and the section's name; undefined where there is nothing to say, or where somebody else than the file decided. */
export function whyPolicy(
  formats: readonly FormatDescription[],
  { graph, log }: Pick<Session, 'graph' | 'log'>,
  x: SectionId,
): { readonly name: string; readonly reason: FormatDescription['policies'][number] } | undefined {
  const { file, lifetime, flags } = graph.sections
  const format = formats.find(({ id }) => id === graph.files[file[x]]!.format)
  if (!format || flags[x] & (SectionFlag.Synthetic | SectionFlag.Commons) || isRuled(log, x)) return undefined
  const name = graph.sectionName(x)
  const reason = format.policies.find(
    (row) => row.lifetime === lifetime[x] && (row.names === undefined || name.startsWith(row.names)),
  )
  return reason && { name, reason }
}

/** Whether a rule of the link changed the policy: rules come right behind the files, so the search ends there. */
function isRuled(log: Session['log'], x: SectionId): boolean {
  const { type, a, phase } = log.events
  for (let e = 0 as EventId; e < log.length && phase[e] <= BUILD; e++)
    if (type[e] === EVENT_CODE.policySet && a[e] === x) return true
  return false
}
