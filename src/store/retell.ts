/** What was told once is told again when the page begins to speak another language. */
import type { DeskStore } from './desk'
import { onLanguage, say } from './language'

/** Tells the difference of the last change again. Names are those of the moment at which the runs were compared. */
export function retellDifferences(desk: DeskStore): void {
  onLanguage(() => {
    const { comparison, before, session } = desk.getState()
    if (!comparison || !before || !session) return
    const runs = [before, session].map((run) => ({ run, here: run.replay.position }))
    for (const { run } of runs) run.replay.seek(run.liveAt)
    const difference = comparison.tell(say)
    for (const { run, here } of runs) run.replay.seek(here)
    desk.setState({ difference })
  })
}
