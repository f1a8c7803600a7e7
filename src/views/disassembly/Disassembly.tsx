/** The instructions of a block: bytes, text, the edge in them, the source line. What is picked here is lit everywhere. */
import { hexByte } from '../../base/hex'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { BlockId } from '../../engine/graph/ids'
import { EdgeFlag } from '../../engine/graph/schema'
import { useDesk } from '../../store/context'
import { isPicked, pick, useReading } from '../../store/reading'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import type { SourceMap } from '../../store/source'
import { SyntaxSwitch } from '../inspector/card/BeforeAfter'
import { holdsText } from '../inspector/card/says'
import { Written } from '../inspector/Written'
import type { ListedInstruction } from './use-listing'
import { useListing } from './use-listing'

const ROW = 42

interface Stretch {
  readonly session: Session
  readonly block: BlockId
  readonly start: number
  readonly end: number
  readonly map: SourceMap | undefined
}

/** Chooses the part of a block that is listed: all of a small one, a function of a large one. */
export function Disassembly({ session, block, start: from, end: to, map }: Stretch) {
  const say = useSay()
  const parts = session.describer.partsOf(block).filter(({ start }) => start >= from && start < to)
  const [chosen, setChosen] = useState<number>()
  const start = parts.some((part) => part.start === chosen) ? chosen! : from
  const next = chosen === undefined || start === from ? undefined : parts.find((part) => part.start > start)
  return (
    <>
      <h3 className="with-tools">
        {say('disassembly.title')}
        {parts.length > 1 && (
          <select
            aria-label={say('disassembly.start-at')}
            value={start}
            onChange={({ target }) => setChosen(Number(target.value))}
          >
            {parts.map((part) => (
              <option key={part.start} value={part.start}>
                {part.name}
              </option>
            ))}
          </select>
        )}
        <SyntaxSwitch session={session} />
      </h3>
      <List key={`${block} ${start}`} session={session} block={block} start={start} end={next?.start ?? to} map={map} />
    </>
  )
}

function List({ session, block, start, end, map }: Stretch) {
  const say = useSay()
  const listing = useListing(session, block, start, end)
  const { rows, whole, more, problem } = listing
  const box = useRef<HTMLDivElement>(null)
  const picked = useReading((state) => state.picked)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const shown = list.getVirtualItems()
  const nearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - 12
  useEffect(() => {
    if (nearEnd && !whole) more()
  })
  const first = rows.findIndex((row) => isPicked(picked, block, row.start, row.end))
  useEffect(() => {
    if (first < 0) return
    // After a jump, what is around it matters; a step further scrolls no more than it must.
    const isNear = list.getVirtualItems().some(({ index }) => index === first)
    list.scrollToIndex(first, { align: isNear ? 'auto' : 'center' })
  }, [first, list])
  if (problem) return <p className="muted">{say('inspector.no-disassembler', { problem })}</p>
  const move = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = rows[Math.max(0, first + step)]
    if (step === 0 || !row) return
    event.preventDefault()
    pick([{ block, start: row.start, end: row.end }])
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section ref={box} className="disassembly" aria-label={say('disassembly.title')} tabIndex={0} onKeyDown={move}>
      <div style={{ height: Math.max(ROW, list.getTotalSize()) }}>
        {shown.map(({ index, start: top }) => (
          <Row
            key={index}
            session={session}
            row={rows[index]!}
            block={block}
            map={map}
            top={top}
            lit={isPicked(picked, block, rows[index]!.start, rows[index]!.end)}
          />
        ))}
      </div>
    </section>
  )
}

interface RowProps {
  readonly session: Session
  readonly row: ListedInstruction
  readonly block: BlockId
  readonly map: SourceMap | undefined
  readonly top: number
  readonly lit: boolean
}

function Row({ session, row, block, map, top, lit }: RowProps) {
  const say = useSay()
  const select = useDesk((desk) => desk.select)
  const { graph, describer } = session
  const { start, end, before, after, hole, edge } = row
  const bytes = graph.content(block)!.subarray(start, end)
  const line = map?.at(block, start)
  const text = (
    <>
      {before || <span className="muted">{say('disassembly.none')}</span>}
      {hole && edge !== undefined && <b>{`‹${holds(say, session, edge)}›`}</b>}
      {after}
    </>
  )
  return (
    <div className={`instruction-row${lit ? ' lit' : ''}`} style={{ top, height: ROW }}>
      <button type="button" aria-pressed={lit} onClick={() => pick(lit ? [] : [{ block, start, end }])}>
        <span className="first">
          <span className="offset">{`+${start.toString(16)}`}</span>
          <span className="code">{text}</span>
          <span className="source">{line ? `:${line.line}` : ''}</span>
        </span>
        <span className="bytes-of">{textOf(bytes, row, session)}</span>
      </button>
      {edge !== undefined && (
        <button
          type="button"
          className="edge-chip"
          title={describer.edge(edge)}
          onClick={() => select({ kind: 'edge', id: edge })}
        >
          <Written text={`→ ${describer.target(edge)}`} />
        </button>
      )}
    </div>
  )
}

function holds(say: Say, session: Session, e: NonNullable<ListedInstruction['edge']>): string {
  const { edges } = session.graph
  return holdsText(say, session, {
    kind: edges.kind[e],
    target: edges.target[e],
    addend: edges.addend.big[e],
    offset: edges.offset[e],
  })
}

/** The bytes of an instruction, those of an unwritten field as dots. */
function textOf(bytes: Uint8Array, { edge, start }: ListedInstruction, { graph }: Session): string {
  const written = edge === undefined || (graph.edges.flags[edge] & EdgeFlag.Applied) !== 0
  const from = written ? bytes.length : graph.edges.offset[edge] - start
  return Array.from(bytes, (byte, i) => (i >= from ? '··' : hexByte(byte))).join(' ')
}
