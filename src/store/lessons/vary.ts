/**
 * A class's own numbers: where a seed is given, the samples of lessons are linked at a base address of its own, and in
 * lessons that say so with pages of another size. What else a seed changes is the lesson's business.
 */
import type { Lesson, LessonCommand } from '../../lessons/machine/lesson'
import { pageSizeFor } from '../../lessons/machine/variation'
import { randomFor } from '../../lessons/questions/random'
import type { Sample } from '../samples'
import { encodeSettings } from '../settings-json'

/**
 * All of them far below 2 GiB, so that whatever is within reach at the usual base is within reach here. Links hold seeds:
 * what a seed chooses here stays.
 */
const BASES = ['0x10000000', '0x20000000', '0x30000000', '0x40000000', '0x18000000', '0x28000000', '0x38000000']

/** An `open` that says nothing of a base address gets the seed's; the sample's other settings stay. */
export function varied(
  lesson: Lesson,
  command: LessonCommand,
  seed: string,
  samples: readonly Sample[],
): LessonCommand {
  if (seed === '' || command.id !== 'open') return command
  const own = samples.find(({ id }) => id === command.sample)?.settings
  const settings = (command.settings ?? (own ? encodeSettings(own) : {})) as { readonly base?: string }
  if (settings.base !== undefined) return command
  const pageSize = pageSizeFor(lesson, seed)
  return {
    ...command,
    settings: { ...(pageSize ? { pageSize } : {}), ...settings, base: BASES[randomFor(seed)(BASES.length)]! },
  }
}
