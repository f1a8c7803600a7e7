/** Every command of the page as a row: those with keys, and one for each sample, stage and phase. */
import { useMemo } from 'react'
import { RULE_SETS } from '../engine/graph/crossing-rules'
import { PHASES } from '../engine/graph/events'
import { MANAGERS } from '../engine/graph/managers'
import { phaseTitle } from '../scene/phase-words'
import { rowIn } from '../scene/row-words'
import { commandRows } from '../store/commands/registry'
import { isPlain } from '../store/commands/row'
import type { Command } from '../store/commands/run-command'
import { perform } from '../store/commands/run-command'
import { useDesk, useDeskStore } from '../store/context'
import type { DeskStore } from '../store/desk'
import type { Say } from '../store/language'
import { useSay } from '../store/language'
import { PAIR_IDS } from '../store/pairs'
import { EXPORTS } from '../store/exports'
import { sampleTitle } from '../store/sample-words'
import { ARCHIVES, KEEP_NO_ALLOC, ROOTS, SLICES } from '../store/settings-json'
import { SPEEDS } from '../store/speed'
import { STAGE_IDS } from '../store/views'
import type { PaletteRow } from '../views/palette/Palette'
import { Palette } from '../views/palette/Palette'
import { keyName } from './KeyList'
import { plainCommand } from './keys'

export function CommandPalette() {
  const store = useDeskStore()
  const close = useDesk((desk) => desk.openSheet)
  const say = useSay()
  const rows = useMemo(() => paletteRows(store, say), [store, say])
  return <Palette rows={rows} onClose={() => close(undefined)} />
}

function paletteRows(store: DeskStore, say: Say): PaletteRow[] {
  const { samples } = store.getState()
  const command = (group: string, title: string, wanted: Command, keys: readonly string[] = []): PaletteRow => ({
    id: JSON.stringify(wanted),
    group,
    title,
    keys: keys.map((key) => keyName(say, key)),
    run: () => perform(store, wanted),
  })
  const plainRows = commandRows.filter(([id, one]) => isPlain(one) && id !== 'palette')
  const hasSlices = store.getState().inputs.some(({ survey }) => survey?.slices)
  return [
    ...plainRows.map(([id, { keys }]) => command('', say(`commands.${id}`), plainCommand(id), keys)),
    ...EXPORTS.map(({ id }) => command(say('palette.group.save'), say(`exports.${id}`), { id: 'export', as: id })),
    ...STAGE_IDS.map((id) => command(say('palette.group.stage'), say(`stage.${id}.title`), { id: 'stage', stage: id })),
    ...PHASES.map(({ id }) => command(say('palette.group.phase'), phaseTitle(say, id), { id: 'seek', phase: id })),
    ...SPEEDS.map((factor) => command(say('palette.group.speed'), `${factor}×`, { id: 'speed', factor })),
    ...RULE_SETS.map((row) => rowIn(say, 'rules', row)).map(({ id, title }) =>
      command(say('palette.group.rules'), title, { id: 'change', settings: { rules: id } }),
    ),
    ...MANAGERS.map((row) => rowIn(say, 'managers', row)).map(({ id, title }) =>
      command(say('palette.group.manager'), title, { id: 'change', settings: { manager: id } }),
    ),
    ...ROOTS.map((roots) => command(say('palette.group.roots'), roots, { id: 'change', settings: { roots } })),
    ...ARCHIVES.map((archives) =>
      command(say('palette.group.archives'), archives, { id: 'change', settings: { archives } }),
    ),
    ...(hasSlices ? SLICES : []).map((slice) =>
      command(say('palette.group.slice'), slice, { id: 'change', settings: { slice } }),
    ),
    ...KEEP_NO_ALLOC.map((keepNoAlloc) =>
      command(say('palette.group.keep'), keepNoAlloc, { id: 'change', settings: { keepNoAlloc } }),
    ),
    ...PAIR_IDS.map((pair) => command(say('palette.group.pair'), pair, { id: 'list', of: 'pair', pair })),
    ...samples.map((sample) => {
      const { id, program, target } = sample
      const title = sampleTitle(say, sample)
      return command(say('palette.group.sample'), id === program ? title : `${title}, ${target.title}`, {
        id: 'open',
        sample: id,
      })
    }),
  ]
}
