/** The pages of a segment, one row for each; neighbours of which the same can be said share one. */
import { useState } from 'react'
import { hex } from '../../base/hex'
import type { BlockId } from '../../engine/graph/ids'
import { protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { PageState } from '../../scene/memory-life'
import type { PageRun, SegmentMemory } from '../../scene/memory-pages'
import { pageRuns } from '../../scene/memory-pages'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { Written } from '../inspector/Written'
import { PAGE_STATES } from './says'
import { sayBytes } from './TwoMemories'

const MOST_RUNS = 40
const MOST_BLOCKS = 4
/** Characters of a name: a line has room for them. */
const LONGEST_NAME = 36

export function PageRows({ session, memory, state }: { session: Session; memory: SegmentMemory; state: PageState }) {
  const say = useSay()
  const [most, setMost] = useState(MOST_RUNS)
  const runs = pageRuns(memory, session.pageSize)
  return (
    <>
      {runs.slice(0, most).map((run) => (
        <PageRow key={run.first} session={session} memory={memory} run={run} state={state} />
      ))}
      {runs.length > most && (
        <tr className="page">
          <td colSpan={4}>
            <button type="button" className="more" onClick={() => setMost(most * 2)}>
              {say('memory.more-rows', { n: runs.length - most })}
            </button>
          </td>
        </tr>
      )}
    </>
  )
}

function PageRow({
  session,
  memory: { segment: g },
  run,
  state,
}: {
  session: Session
  memory: SegmentMemory
  run: PageRun
  state: PageState
}) {
  const say = useSay()
  const { graph, pageSize } = session
  const { address, lifetime, protection, file } = graph.segments
  const start = address.big[g] + BigInt(run.first * pageSize)
  const end = start + BigInt(run.count * pageSize)
  const rights = protectionText(protection[g])
  const facts = [
    graph.files[file[g]]!.name,
    LIFETIMES[lifetime[g]]!.name,
    state === 'in flight' ? say('memory.will-be', { rights }) : rights,
    say(PAGE_STATES[state]),
  ]
  return (
    <tr className="page">
      <th scope="row">
        {say('memory.page-numbers', { n: run.count, first: run.first + 1, last: run.first + run.count })}
      </th>
      <td>
        <span className="mono">{`${hex(start)} – ${hex(end - 1n)}`}</span>
      </td>
      <td>
        <Owners session={session} blocks={run.blocks} />
      </td>
      <td>
        <small>{facts.join(' · ')}</small>
        <small>{sayBytes(say, run)}</small>
      </td>
    </tr>
  )
}

function Owners({ session, blocks }: { session: Session; blocks: readonly BlockId[] }) {
  const say = useSay()
  const { graph, describer } = session
  return (
    <>
      {blocks.slice(0, MOST_BLOCKS).map((b) => (
        <span key={b} className="owner">
          <Go to={{ kind: 'block', id: b }}>
            <Written text={describer.block(b)} most={LONGEST_NAME} />
          </Go>{' '}
          <small>
            <Written text={graph.sectionName(graph.blocks.section[b])} most={LONGEST_NAME} />{' '}
            {say('memory.B', { n: graph.blocks.size.big[b] })}
          </small>
        </span>
      ))}
      {blocks.length > MOST_BLOCKS && <small>{say('memory.more-blocks', { n: blocks.length - MOST_BLOCKS })}</small>}
    </>
  )
}
