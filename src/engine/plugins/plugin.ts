/**
 * What a plugin is: a named extension of the link with hooks into its phases, and a switch. A plugin may do what a pass
 * may do; if it adds or removes content it has to keep addresses right itself, where no memory manager does.
 *
 * Source: ORC's LinkGraphLinkingLayer::Plugin (modifyPassConfig).
 */
import type { PhaseId } from '../graph/events'
import type { PassContext, PluginId } from '../passes/pass'

export interface PluginHook {
  /** Runs behind the passes of this phase. */
  readonly phase: PhaseId
  run(context: PassContext): void
}

export interface Plugin {
  readonly id: PluginId
  readonly title: string
  /** What it does and why, in a sentence. */
  readonly says: string
  readonly hooks: readonly PluginHook[]
}
