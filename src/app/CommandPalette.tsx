/** Every command of the page as a row: those with keys, and one for each sample, stage and phase. */
import { useMemo } from 'react'
import { RULE_SETS } from '../engine/graph/crossing-rules'
import { PHASES } from '../engine/graph/events'
import { MANAGERS } from '../engine/graph/managers'
import { commandRows } from '../store/commands/registry'
import { isPlain } from '../store/commands/row'
import type { Command } from '../store/commands/run-command'
import { perform } from '../store/commands/run-command'
import { useDesk, useDeskStore } from '../store/context'
import type { DeskStore } from '../store/desk'
import { PAIR_IDS } from '../store/pairs'
import { EXPORTS } from '../store/exports'
import { ARCHIVES, KEEP_NO_ALLOC, ROOTS, SLICES } from '../store/settings-json'
import { SPEEDS } from '../store/speed'
import type { PaletteRow } from '../views/palette/Palette'
import { Palette } from '../views/palette/Palette'
import { STAGES } from '../views/stage/stages'
import { NAMES } from './KeyList'
import { plainCommand } from './keys'

export function CommandPalette() {
  const store = useDeskStore()
  const close = useDesk((desk) => desk.openSheet)
  const rows = useMemo(() => paletteRows(store), [store])
  return <Palette rows={rows} onClose={() => close(undefined)} />
}

function paletteRows(store: DeskStore): PaletteRow[] {
  const { samples } = store.getState()
  const command = (group: string, title: string, wanted: Command, keys: readonly string[] = []): PaletteRow => ({
    id: JSON.stringify(wanted),
    group,
    title,
    keys: keys.map((key) => NAMES[key] ?? key),
    run: () => perform(store, wanted),
  })
  const plainRows = commandRows.filter(([id, one]) => isPlain(one) && id !== 'palette')
  const hasSlices = store.getState().inputs.some(({ survey }) => survey?.slices)
  return [
    ...plainRows.map(([id, { says, keys }]) => command('', says, plainCommand(id), keys)),
    ...EXPORTS.map(({ id, title }) => command('save', title, { id: 'export', as: id })),
    ...STAGES.map(({ id, title }) => command('stage', title, { id: 'stage', stage: id })),
    ...PHASES.map(({ id, title }) => command('go to phase', title, { id: 'seek', phase: id })),
    ...SPEEDS.map((factor) => command('speed', `${factor}×`, { id: 'speed', factor })),
    ...RULE_SETS.map(({ id, title }) => command('crossing rules', title, { id: 'change', settings: { rules: id } })),
    ...MANAGERS.map(({ id, title }) => command('memory manager', title, { id: 'change', settings: { manager: id } })),
    ...ROOTS.map((roots) => command('roots', roots, { id: 'change', settings: { roots } })),
    ...ARCHIVES.map((archives) => command('archives', archives, { id: 'change', settings: { archives } })),
    ...(hasSlices ? SLICES : []).map((slice) =>
      command('slice of universal files', slice, { id: 'change', settings: { slice } }),
    ),
    ...KEEP_NO_ALLOC.map((keepNoAlloc) =>
      command('kept metadata', keepNoAlloc, { id: 'change', settings: { keepNoAlloc } }),
    ),
    ...PAIR_IDS.map((pair) => command('list edges', pair, { id: 'list', of: 'pair', pair })),
    ...samples.map(({ id, program, title, target }) =>
      command('open sample', id === program ? title : `${title}, ${target.title}`, { id: 'open', sample: id }),
    ),
  ]
}
