/** What is on the desk, as a link that leads back to it. */
import { sizeOf } from '../../worker/origins'
import { breakpoints } from '../breakpoints'
import type { DeskInput, DeskState } from '../desk'
import { isOpen } from '../filter'
import { LIVE, momentOf } from '../moment'
import { nameBreak } from '../named-break'
import { nameFilter } from '../named-filter'
import { placeOf } from '../place'
import { sameSettings } from '../settings'
import { canHash, sha256Of } from './hash'
import { nameList } from './list-text'
import { pack } from './pack'
import type { LinkedFile, NamedStop, NamedWindow, PageLink } from './page-link'
import { MOST, ROOM_FOR_FILES } from './page-link'
import { nameThing } from './things'

/** Files larger than this never fit, so they are not even packed. */
const MOST_TRIED = 64 * 1024

/**
 * The link to the desk as it is; undefined if it is empty, or if its files cannot be named because this browser does not
 * hash here. Of the files, small ones ride along as long as there is room, in their order.
 */
export async function describeDesk(desk: DeskState): Promise<PageLink | undefined> {
  if (desk.inputs.length === 0) return undefined
  const files = desk.sample ? undefined : await describeFiles(desk.inputs)
  if (!desk.sample && !files) return undefined
  return clean({ sample: desk.sample?.id, files, ...describeView(desk) })
}

/** Everything but the inputs. */
export function describeView(desk: DeskState): Omit<PageLink, 'sample' | 'files'> {
  const { session, settings, sample, position, selection, stage, tab, filter, query, gating, drawer } = desk
  const usual = sample?.settings ?? {}
  const moment = session && momentOf(placeOf(session, position))
  return clean({
    settings: sameSettings(settings, usual) ? undefined : settings,
    moment: moment?.phase === LIVE.phase || gating ? undefined : moment,
    gate: gating ? true : undefined,
    selection: selection && nameThing(desk, selection),
    stage: stage === 'map' ? undefined : stage,
    tab: tab === 'explain' ? undefined : tab,
    window: stage === 'map' ? describeWindow(desk) : undefined,
    filter: session && !isOpen(filter) ? nameFilter(session, filter) : undefined,
    query: query === '' ? undefined : query.slice(0, MOST.name),
    stops: describeStops(desk),
    list: session && drawer && nameList(drawer),
  })
}

/** Stops at things that have no name that keeps are left out. */
function describeStops(desk: DeskState): readonly NamedStop[] | undefined {
  const stops = breakpoints.getState().list.flatMap(({ at, on }) => {
    const stop = nameBreak(desk, at)
    return stop ? [{ stop, ...(on ? {} : { off: true }) }] : []
  })
  return stops.length === 0 ? undefined : stops.slice(0, MOST.stops)
}

function describeWindow(desk: DeskState): NamedWindow | undefined {
  if (!desk.window) return undefined
  const { block, ...rest } = desk.window
  const thing = nameThing(desk, { kind: 'block', id: block })
  return thing && { ...rest, thing }
}

export async function describeFiles(inputs: readonly DeskInput[]): Promise<readonly LinkedFile[] | undefined> {
  if (!canHash() || inputs.length > MOST.files) return undefined
  const hashes = await Promise.all(inputs.map(({ bytes }) => sha256Of(bytes))).catch(() => undefined)
  if (!hashes) return undefined
  let room = ROOM_FOR_FILES
  return inputs.map(({ name, bytes }, i) => {
    const plain = { name: name.slice(0, MOST.name), size: sizeOf(bytes), sha256: hashes[i]! }
    const packed = plain.size <= MOST_TRIED ? packedOnce(bytes) : undefined
    if (packed === undefined || packed.length > room) return plain
    room -= packed.length
    return { ...plain, packed }
  })
}

const PACKED = new WeakMap<Uint8Array, string>()

function packedOnce(bytes: Uint8Array): string {
  const packed = PACKED.get(bytes) ?? pack(bytes)
  PACKED.set(bytes, packed)
  return packed
}

/** Without the properties that are undefined. */
function clean<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
