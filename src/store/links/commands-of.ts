/** What a link says, as commands: a link is restored in no other way than a lesson steps or a person clicks. */
import type { Command } from '../commands/run-command'
import { encodeSettings } from '../settings-json'
import type { PageLink } from './page-link'

/** The command that brings a sample of a link onto the desk; undefined if the link has none. */
export function openingOf({ sample, settings }: PageLink): Command | undefined {
  if (sample === undefined) return undefined
  return { id: 'open', sample, ...(settings ? { settings: encodeSettings(settings) } : {}) }
}

/** The commands for everything that comes after the inputs. What a link does not mention is as on a fresh desk. */
export function viewingOf(link: PageLink): Command[] {
  const { moment, selection, stage = 'map', tab = 'explain', window, filter, query = '', stops = [], list } = link
  return [
    ...(link.gate ? [] : [{ id: 'gate', on: false } as const]),
    { id: 'stage', stage },
    { id: 'tab', tab },
    ...(link.gate ? [] : [{ id: 'seek', ...(moment ?? { phase: 'live' as const }) } as const]),
    selection ? { id: 'select', ...selection } : { id: 'deselect' },
    filter ? { id: 'filter', ...filter } : { id: 'all-edges' },
    { id: 'find', text: query },
    { id: 'list', ...(list ?? { of: 'nothing' }) },
    // Stops that are here already stay: going back in the history must not lose those that were set since.
    ...stops.map(({ stop, off }) => ({ id: 'stop-at', ...stop, ...(off ? { off } : {}) }) as const),
    ...(window ? [{ id: 'view', ...window } as const] : []),
    // The gate goes to where its first questions are.
    ...(link.gate ? [{ id: 'gate', on: true } as const] : []),
  ]
}
