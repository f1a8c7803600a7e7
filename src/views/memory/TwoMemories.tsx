/** A table of segments: what is in working memory, what is in the executor's pages, and the bytes of both. */
import { useState } from 'react'
import { hex } from '../../base/hex'
import { grouped, plural } from '../../base/plural'
import { protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { PageState } from '../../scene/memory-life'
import { pageState } from '../../scene/memory-life'
import type { SegmentMemory } from '../../scene/memory-pages'
import { FATES } from '../../scene/memory-rows'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import type { MemoryModel } from './model'
import { PageRows } from './PageRows'
import { PAGE_STATES } from './says'
import { Strip } from './Strip'

/** Segments that are shown at once; more on demand. */
const MOST_SEGMENTS = 60

export interface MemoryPartProps {
  readonly session: Session
  readonly model: MemoryModel
  readonly position: number
}

export function TwoMemories({ session, model, position }: MemoryPartProps) {
  const [most, setMost] = useState(MOST_SEGMENTS)
  const here = model.memories.filter(({ segment }) => segment < session.graph.segments.length)
  if (here.length === 0) return null
  const largest = Math.max(...here.map(({ segment }) => pagesOf(session, segment)))
  return (
    <>
      <table className="segments">
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col">
              Working memory <span>the linker’s</span>
            </th>
            <th scope="col">
              Executor memory <span>where it will run</span>
            </th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        {here.slice(0, most).map((memory) => (
          <SegmentRow
            key={memory.segment}
            session={session}
            model={model}
            position={position}
            memory={memory}
            largest={largest}
          />
        ))}
      </table>
      {here.length > most && (
        <button type="button" className="more" onClick={() => setMost(most + MOST_SEGMENTS)}>
          {plural(here.length - most, 'more segment')}
        </button>
      )}
    </>
  )
}

const pagesOf = ({ graph, pageSize }: Session, g: SegmentMemory['segment']): number =>
  Number(graph.segments.reserved.big[g]) / pageSize

function SegmentRow({
  session,
  model,
  position,
  memory,
  largest,
}: MemoryPartProps & { memory: SegmentMemory; largest: number }) {
  const [open, setOpen] = useState(false)
  const { graph } = session
  const { segment: g } = memory
  const { file, protection, lifetime, address } = graph.segments
  const policy = LIFETIMES[lifetime[g]]!
  const state = pageState(model.life, g, file[g], position)
  const pages = pagesOf(session, g)
  const width = largest === 0 ? 0 : Math.max(16, (100 * pages) / largest)
  return (
    <tbody className={`segment ${state.replace(' ', '-')}`}>
      <tr>
        <th scope="row">
          <span className={`swatch policy-${policy.letter}`} title={policy.name}>
            {policy.letter}
          </span>
          <span className="what">
            <b>{protectionText(protection[g])}</b> <SectionNames session={session} memory={memory} />
            {graph.files.length > 1 && <small>{graph.files[file[g]]!.name}</small>}
          </span>
        </th>
        <td>
          <Strip memory={memory} letter={policy.letter} pages={pages} width={width} holds={worksOn(state)} working />
          <small>{sayWorking(state, memory)}</small>
        </td>
        <td>
          <Strip memory={memory} letter={policy.letter} pages={pages} width={width} holds={holdsBytes(state)} />
          <small>
            <span className="mono">{hex(address.big[g])}</span> {sayPages(model, g, state, protection[g])}
          </small>
        </td>
        <td className="bytes-used">
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {`${open ? '▾' : '▸'} ${plural(pages, 'page')}`}
          </button>
          <small>{sayBytes(memory)}</small>
        </td>
      </tr>
      {open && <PageRows session={session} memory={memory} state={state} />}
    </tbody>
  )
}

const MOST_NAMES = 3

function SectionNames({ session, memory: { sections } }: { session: Session; memory: SegmentMemory }) {
  return (
    <>
      {sections.slice(0, MOST_NAMES).map((x) => (
        <Go key={x} to={{ kind: 'section', id: x }}>
          {session.describer.section(x)}
        </Go>
      ))}
      {sections.length > MOST_NAMES && <small>{`and ${sections.length - MOST_NAMES} more`}</small>}
    </>
  )
}

const worksOn = (state: PageState): boolean => state === 'in flight' || state === 'protected'
export const holdsBytes = (state: PageState): boolean => state === 'protected' || state === 'live' || state === 'leaked'

function sayWorking(state: PageState, { counts }: SegmentMemory): string {
  if (state === 'in flight') return `${plural(counts.content, 'B', 'B')}, being written`
  return state === 'protected' ? 'sent to the executor' : 'given back'
}

function sayPages(model: MemoryModel, g: SegmentMemory['segment'], state: PageState, protection: number): string {
  if (state === 'gone') return FATES[model.life.segments[g]!.released!.reason]
  const now = state === 'in flight' ? '' : `${protectionText(protection)}, `
  return `${now}${PAGE_STATES[state]}`
}

export function sayBytes({ counts }: Pick<SegmentMemory, 'counts'>): string {
  const parts = [
    counts.content > 0 && `${grouped(counts.content)} content`,
    counts.padding > 0 && `${grouped(counts.padding)} padding`,
    counts['zero-fill'] > 0 && `${grouped(counts['zero-fill'])} zero-fill`,
    counts.unused > 0 && `${grouped(counts.unused)} unused`,
  ]
  return parts.filter(Boolean).join(' · ')
}
