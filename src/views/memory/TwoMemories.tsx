/** A table of segments: what is in working memory, what is in the executor's pages, and the bytes of both. */
import { useState } from 'react'
import { hex } from '../../base/hex'
import { protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { PageState } from '../../scene/memory-life'
import { pageState } from '../../scene/memory-life'
import type { SegmentMemory } from '../../scene/memory-pages'
import { FATE_IDS } from '../../scene/memory-rows'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { Written } from '../inspector/Written'
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
  const say = useSay()
  const [most, setMost] = useState(MOST_SEGMENTS)
  const here = model.memories.filter(({ segment }) => segment < session.graph.segments.length)
  if (here.length === 0) return null
  const largest = Math.max(...here.map(({ segment }) => pagesOf(session, segment)))
  return (
    <>
      <table className="segments">
        <thead>
          <tr>
            <th scope="col">{say('memory.segment')}</th>
            <th scope="col">
              {say('memory.working')} <span>{say('memory.working-note')}</span>
            </th>
            <th scope="col">
              {say('memory.executor')} <span>{say('memory.executor-note')}</span>
            </th>
            <th scope="col">{say('memory.bytes')}</th>
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
          {say('memory.more-segments', { n: here.length - most })}
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
  const say = useSay()
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
          <small>{sayWorking(say, state, memory)}</small>
        </td>
        <td>
          <Strip memory={memory} letter={policy.letter} pages={pages} width={width} holds={holdsBytes(state)} />
          <small>
            <span className="mono">{hex(address.big[g])}</span> {sayPages(say, model, g, state, protection[g])}
          </small>
        </td>
        <td className="bytes-used">
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {say('memory.pages', { n: pages })}
          </button>
          <small>{sayBytes(say, memory)}</small>
        </td>
      </tr>
      {open && <PageRows session={session} memory={memory} state={state} />}
    </tbody>
  )
}

const MOST_NAMES = 3
/** Characters of a name that fit beside one another in the first column. */
const LONGEST_NAME = 26

function SectionNames({ session, memory: { sections } }: { session: Session; memory: SegmentMemory }) {
  const say = useSay()
  return (
    <>
      {sections.slice(0, MOST_NAMES).map((x) => (
        <Go key={x} to={{ kind: 'section', id: x }}>
          <Written text={session.describer.section(x)} most={LONGEST_NAME} />
        </Go>
      ))}
      {sections.length > MOST_NAMES && <small>{say('memory.and-more', { n: sections.length - MOST_NAMES })}</small>}
    </>
  )
}

const worksOn = (state: PageState): boolean => state === 'in flight' || state === 'protected'
export const holdsBytes = (state: PageState): boolean => state === 'protected' || state === 'live' || state === 'leaked'

function sayWorking(say: Say, state: PageState, { counts }: SegmentMemory): string {
  if (state === 'in flight') return say('memory.being-written', { n: counts.content })
  return say(state === 'protected' ? 'memory.sent' : 'memory.given-back')
}

function sayPages(
  say: Say,
  model: MemoryModel,
  g: SegmentMemory['segment'],
  state: PageState,
  protection: number,
): string {
  if (state === 'gone') return say(FATE_IDS[model.life.segments[g]!.released!.reason])
  const now = state === 'in flight' ? '' : `${protectionText(protection)}, `
  return `${now}${say(PAGE_STATES[state])}`
}

export function sayBytes(say: Say, { counts }: Pick<SegmentMemory, 'counts'>): string {
  const parts = [
    counts.content > 0 && say('memory.of-content', { n: counts.content }),
    counts.padding > 0 && say('memory.of-padding', { n: counts.padding }),
    counts['zero-fill'] > 0 && say('memory.of-zero-fill', { n: counts['zero-fill'] }),
    counts.unused > 0 && say('memory.of-unused', { n: counts.unused }),
  ]
  return parts.filter(Boolean).join(' · ')
}
