/** Every command of the page as a row: those with keys, and one for each sample, stage and phase. */
import { useMemo } from 'react'
import { PHASES } from '../engine/graph/events'
import type { Command } from '../store/commands/run-command'
import { runCommand } from '../store/commands/run-command'
import { useDesk, useDeskStore } from '../store/context'
import type { DeskStore } from '../store/desk'
import type { PaletteRow } from '../views/palette/Palette'
import { Palette } from '../views/palette/Palette'
import { STAGES } from '../views/stage/stages'
import { NAMES } from './KeyList'
import { KEYS } from './keys'

export function CommandPalette() {
  const store = useDeskStore()
  const close = useDesk((desk) => desk.openSheet)
  const rows = useMemo(() => paletteRows(store), [store])
  return <Palette rows={rows} onClose={() => close(undefined)} />
}

function paletteRows(store: DeskStore): PaletteRow[] {
  const { samples } = store.getState()
  const command = (group: string, title: string, command: Command): PaletteRow => ({
    id: JSON.stringify(command),
    group,
    title,
    keys: [],
    run: async () => {
      const outcome = await runCommand(store, command)
      if (!outcome.done) store.getState().say(outcome.why)
    },
  })
  return [
    ...KEYS.map(({ id, keys, says, run }) => ({
      id,
      group: '',
      title: says,
      keys: keys.map((key) => NAMES[key] ?? key),
      run: () => run(store.getState()),
    })).filter(({ id }) => id !== 'palette'),
    ...STAGES.map(({ id, title }) => command('stage', title, { id: 'stage', stage: id })),
    ...PHASES.map(({ id, title }) => command('go to phase', title, { id: 'seek', phase: id })),
    ...samples.map(({ id, title }) => command('open sample', title, { id: 'open', sample: id })),
  ]
}
