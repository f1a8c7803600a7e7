/** The life of every page along the timeline: a row for each segment, the moment that is shown as a line through all of them. */
import { largest } from '../../base/extremes'
import { useEffect, useRef, useState } from 'react'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { PhaseId } from '../../engine/graph/events'
import type { TimeAxis } from '../../scene/memory-axis'
import type { ActionLife } from '../../scene/memory-life'
import type { LifeBar, LifeRow } from '../../scene/memory-rows'
import { phaseSays, phaseTitle } from '../../scene/phase-words'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { LifeTable } from './LifeTable'
import type { MemoryPartProps } from './TwoMemories'

const LABELS = 244
const HEAD = 22
const ROW = 24
const GAP = 10
/** Characters of a label and its number of pages together. */
const MOST_LABEL = 30
/** What became of a row stands right of the axis, where no bar, tick or cursor comes: pixels for a letter, and around. */
const FATE_LETTER = 5.8
const FATE_GAP = 12
/** Pixels that time takes at least; where there is less room, the view is scrolled. */
const LEAST_AXIS = 240
/** A click this near to a tick means the tick. */
const REACH = 7

export function LifeChart({ session, model, position }: MemoryPartProps) {
  const say = useSay()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [asTable, setAsTable] = useState(false)
  if (model.rows.length === 0) return null
  return (
    <section className="life-chart" aria-label={say('memory.life')}>
      <h2>
        {say('memory.life')}
        <button type="button" className="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say('memory.as-table')}
        </button>
      </h2>
      <div ref={frame}>
        {asTable ? (
          <LifeTable session={session} model={model} position={position} />
        ) : (
          width > LABELS && <Chart session={session} model={model} position={position} width={width} />
        )}
      </div>
      {!asTable && <Legend />}
    </section>
  )
}

function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = (): void => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}

interface Placed {
  readonly row: LifeRow
  readonly y: number
}

function Chart({ session, model, position, width: room }: MemoryPartProps & { width: number }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  const fates = FATE_GAP + FATE_LETTER * largest(model.rows.map(({ fate }) => fate.length))
  const width = Math.max(room, LABELS + LEAST_AXIS + fates)
  const axis = model.axis(width - LABELS - fates)
  const inMemory = model.rows.filter(({ policy }) => LIFETIMES[policy]!.allocates)
  const apart = model.rows.filter(({ policy }) => !LIFETIMES[policy]!.allocates)
  const placed: Placed[] = inMemory.map((row, i) => ({ row, y: HEAD + i * ROW }))
  const actionsAt = HEAD + inMemory.length * ROW
  const { actions } = model.life
  const apartAt = actionsAt + (actions.length > 0 ? ROW : 0) + GAP
  for (const [i, row] of apart.entries()) placed.push({ row, y: apartAt + i * ROW })
  const height = apartAt + apart.length * ROW + 2
  const cursor = LABELS + cursorX(axis, session, position)
  const onClick = (event: React.MouseEvent<SVGSVGElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const x = event.clientX - left - LABELS
    const y = event.clientY - top
    const row = placed.find((candidate) => y >= candidate.y && y < candidate.y + ROW)?.row
    const moments = row ? row.ticks.map(({ at }) => at) : y >= actionsAt && y < apartAt ? momentsOf(actions) : []
    const near = moments.filter((at) => Math.abs(axis.x(at) - x) <= REACH)
    const nearest = near.sort((a, b) => Math.abs(axis.x(a) - x) - Math.abs(axis.x(b) - x))[0]
    seek(nearest ?? axis.position(x))
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table beside it does the same by keyboard
    <svg width={width} height={height} role="img" aria-label={say('memory.life-says')} onClick={onClick}>
      <Axis axis={axis} height={height} />
      {placed.map(({ row, y }, i) => (
        <Row key={row.key} row={row} y={y} axis={axis} position={position} silent={saysTheSame(placed[i - 1], row)} />
      ))}
      {actions.length > 0 && <Actions actions={actions} y={actionsAt} axis={axis} />}
      <path className="cursor" d={`M${cursor} 2V${height}`} />
      <path className="cursor-head" d={`M${cursor - 5} 0h10l-5 7z`} />
    </svg>
  )
}

const momentsOf = (actions: readonly ActionLife[]): number[] =>
  actions.flatMap(({ recorded, run, failed, twin }) => [recorded, run, failed, twin].filter((at) => at !== undefined))

/** While it is live nothing happens: the line stands in the middle of that phase. */
function cursorX(axis: TimeAxis, { liveAt, ok }: Session, position: number): number {
  const live = axis.spans.find(({ id }) => id === 'live')
  return live && ok && position === liveAt ? live.x + live.w / 2 : axis.x(position)
}

function Axis({ axis, height }: { axis: TimeAxis; height: number }) {
  const say = useSay()
  return (
    <g className="axis">
      {axis.spans.map(({ id, x, w }, i) => {
        const title = phaseTitle(say, id as PhaseId)
        return (
          <g key={id}>
            {i % 2 === 0 && <rect x={LABELS + x} y={0} width={w} height={height} />}
            {title.length * 6.2 < w && (
              <text x={LABELS + x + w / 2} y={14} textAnchor="middle">
                {title}
                <title>{phaseSays(say, id as PhaseId)}</title>
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

const WORKING = { y: 2, h: 4 }
const PAGES = { y: 7, h: 13 }

/** What is true of all metadata need not be said in every row. */
function saysTheSame(before: Placed | undefined, { policy, fate }: LifeRow): boolean {
  return !LIFETIMES[policy]!.allocates && before?.row.policy === policy && before.row.fate === fate
}

interface RowProps {
  readonly row: LifeRow
  readonly y: number
  readonly axis: TimeAxis
  readonly position: number
  readonly silent: boolean
}

function Row({ row, y, axis, position, silent }: RowProps) {
  const say = useSay()
  const { letter } = LIFETIMES[row.policy]!
  const place = (bar: LifeBar): { x: number; w: number } => {
    const from = axis.x(bar.from)
    return { x: LABELS + from, w: Math.max(1.5, (bar.to === undefined ? axis.width : axis.x(bar.to)) - from) }
  }
  const last = row.bars.at(-1)!
  const over = last.to !== undefined && position >= last.to
  return (
    <g className={`life row-${letter}`}>
      <text className="letter-label" x={4} y={y + 16}>
        {letter}
      </text>
      <text x={20} y={y + 16}>
        {cut(row.label, MOST_LABEL - row.size.length)}
        <title>{row.says}</title>
      </text>
      <text className="pages" x={LABELS - 10} y={y + 16} textAnchor="end">
        {row.size}
      </text>
      {row.bars.map((bar) => {
        const { x, w } = place(bar)
        const { y: top, h } = bar.look === 'working' ? WORKING : PAGES
        return <rect key={bar.look} className={bar.look} x={x} y={y + top} width={w} height={h} rx={2} />
      })}
      {row.ticks.map(({ at, what, says }) => (
        <path key={what} className={`tick ${what}`} d={`M${LABELS + axis.x(at)} ${y + 5}v17`}>
          <title>{say('memory.at-event', { says, at })}</title>
        </path>
      ))}
      <text className={`fate${over ? ' over' : ''}`} x={LABELS + axis.width + FATE_GAP} y={y + 16}>
        {silent ? '' : row.fate}
      </text>
    </g>
  )
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** Finalize actions as ticks: recorded, run, failed; and their twins. */
function Actions({ actions, y, axis }: { actions: readonly ActionLife[]; y: number; axis: TimeAxis }) {
  const say = useSay()
  return (
    <g className="action-ticks">
      <text x={20} y={y + 16}>
        {say('memory.actions-row')}
      </text>
      {actions.map(({ action, recorded, run, failed, twin }, i) => (
        <g key={action}>
          <Mark at={recorded} what="recorded" y={y} axis={axis} says={say('memory.mark-recorded', { n: i + 1 })} />
          <Mark at={run} what="run" y={y} axis={axis} says={say('memory.mark-run', { n: i + 1 })} />
          <Mark at={failed} what="failed" y={y} axis={axis} says={say('memory.mark-failed', { n: i + 1 })} />
          <Mark at={twin} what="twin" y={y} axis={axis} says={say('memory.mark-twin', { n: i + 1 })} />
        </g>
      ))}
    </g>
  )
}

const MARKS = {
  recorded: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z',
  run: 'M-4 4L0 -5L4 4z',
  failed: 'M-4 -4L4 4M4 -4L-4 4',
  twin: 'M-4 -4L0 5L4 -4z',
} as const

function Mark({
  at,
  what,
  y,
  axis,
  says,
}: {
  at: number | undefined
  what: keyof typeof MARKS
  y: number
  axis: TimeAxis
  says: string
}) {
  const say = useSay()
  if (at === undefined) return null
  return (
    <path className={`mark ${what}`} d={MARKS[what]} transform={`translate(${LABELS + axis.x(at)} ${y + 12})`}>
      <title>{say('memory.at-event', { says, at })}</title>
    </path>
  )
}

function Legend() {
  const say = useSay()
  return (
    <p className="life-legend" aria-hidden="true">
      <span>
        <i className="key working" /> {say('memory.key-working')}
      </span>
      <span>
        <i className="key reserved" /> {say('memory.key-reserved')}
      </span>
      <span>
        <i className="key held" /> {say('memory.key-held')}
      </span>
      <span>
        <Key what="recorded" /> {say('memory.key-recorded')}
      </span>
      <span>
        <Key what="run" /> {say('memory.action-run')}
      </span>
      <span>
        <Key what="failed" /> {say('memory.action-has-failed')}
      </span>
      <span>
        <Key what="twin" /> {say('memory.key-twin')}
      </span>
      <span>{say('memory.click-to-go')}</span>
    </p>
  )
}

function Key({ what }: { what: keyof typeof MARKS }) {
  return (
    <svg className="action-ticks" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
      <path className={`mark ${what}`} d={MARKS[what]} />
    </svg>
  )
}
