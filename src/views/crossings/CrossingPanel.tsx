/** The edges of one pair of policies as a tree: verdict, kind, edge. What is selected is selected everywhere. */
import { pairIn } from '../../scene/pair-words'
import { useMemo, useRef, useState } from 'react'
import { grouped } from '../../base/plural'
import { PAIR_LETTERS } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { CrossingList, Heading } from '../../scene/crossing-list'
import { crossingSays, crossingWayOut } from '../../scene/crossing-words'
import { headingOf, keepAliveList, levelOf, pairList } from '../../scene/crossing-list'
import { Written } from '../inspector/Written'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { useLineShown, useLinesInView } from '../../widgets/long-list'

const LINE = 24
/** Characters of an edge's two names. */
const LONGEST = 96

/** `pair` undefined: the edges that only keep things alive. */
export function CrossingPanel({ session, pair }: { session: Session; pair: number | undefined }) {
  const say = useSay()
  const position = useDesk((desk) => desk.panelsAt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const list = useMemo(
    () => (pair === undefined ? keepAliveList(session.graph) : pairList(session.graph, session.judge, pair)),
    [session, pair, position],
  )
  return (
    <>
      <h2 id="drawer-title">
        {pair === undefined ? say('crossings.keep-alive-title') : pairIn(say, pair)}{' '}
        <span>
          {pair === undefined
            ? say('crossings.keep-alive', { n: list.edges })
            : say('crossings.from-to', { n: list.edges, ...endsOf(say, pair) })}
        </span>
      </h2>
      {list.edges === 0 ? (
        <p className="muted" data-first tabIndex={-1}>
          {say('crossings.none')}
        </p>
      ) : (
        <EdgeTree session={session} list={list} />
      )}
    </>
  )
}

/** What both ends of a pair are called. */
const endsOf = (say: Say, pair: number): { readonly from: string; readonly to: string } => ({
  from: LIFETIMES[Math.floor(pair / PAIR_LETTERS.length)]!.name,
  to: LIFETIMES[pair % PAIR_LETTERS.length]?.name ?? say('crossings.outside'),
})

function EdgeTree({ session, list }: { session: Session; list: CrossingList }) {
  const box = useRef<HTMLDivElement>(null)
  const selection = useDesk((desk) => desk.selection)
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const [heading, setHeading] = useState<number>()
  const ofEdge = selection?.kind === 'edge' ? list.lines.indexOf(selection.id) : -1
  const active = heading ?? ofEdge
  const { first, end } = useLinesInView(box, list.lines.length, LINE)
  useLineShown(box, active, LINE)
  const go = (line: number): void => {
    const value = list.lines[line]!
    setHeading(value < 0 ? line : undefined)
    if (value < 0) return
    select({ kind: 'edge', id: value as EdgeId })
    look('reveal')
  }
  const onKey = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    go(Math.max(0, Math.min(list.lines.length - 1, active + (step ?? 0))))
  }
  const lines = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  return (
    <div
      className="crossing-list"
      ref={box}
      role="tree"
      aria-labelledby="drawer-title"
      tabIndex={0}
      data-first
      aria-activedescendant={active >= first && active < end ? `crossing-${active}` : undefined}
      onKeyDown={onKey}
    >
      <div role="presentation" style={{ height: list.lines.length * LINE }}>
        {lines.map((line) => (
          <Line key={line} session={session} list={list} line={line} active={line === active} onGo={() => go(line)} />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  readonly session: Session
  readonly list: CrossingList
  readonly line: number
  readonly active: boolean
  readonly onGo: () => void
}

function Line({ session, list, line, active, onGo }: LineProps) {
  const heading = headingOf(list, line)
  const level = levelOf(list, line)
  const name = heading ? lineClass(heading) : 'edge-line'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its lines
    <div
      id={`crossing-${line}`}
      role="treeitem"
      tabIndex={-1}
      className={`crossing ${name}${active ? ' selected' : ''}`}
      style={{ top: line * LINE, paddingLeft: 6 + (level - 1) * 16 }}
      aria-level={level}
      aria-posinset={list.places[line]}
      aria-setsize={list.sizes[line]}
      aria-selected={active}
      onClick={onGo}
    >
      <LineText session={session} list={list} line={line} />
    </div>
  )
}

const lineClass = (heading: Heading): string =>
  heading.kind === 'verdict'
    ? `verdict-line ${heading.verdict}`
    : heading.kind === 'way out'
      ? 'way-out-line'
      : 'kind-line'

function LineText({ session: { describer, arch }, list, line }: Pick<LineProps, 'session' | 'list' | 'line'>) {
  const say = useSay()
  const heading = headingOf(list, line)
  if (!heading)
    return (
      <span className="mono">
        <Written text={describer.edge(list.lines[line] as EdgeId)} most={LONGEST} />
      </span>
    )
  if (heading.kind === 'edge kind')
    return <span>{`${arch.edges[heading.edgeKind]!.name} (${grouped(heading.count)})`}</span>
  if (heading.kind === 'way out')
    return (
      <span title={crossingWayOut(say, heading)}>
        <b>{say('crossings.way-out')}</b> {crossingWayOut(say, heading)}
      </span>
    )
  return (
    <>
      <b>{`${say(`crossings.${heading.verdict}`)} (${grouped(heading.count)})`}</b>{' '}
      <span title={crossingSays(say, heading)}>
        {crossingSays(say, heading)} {heading.verdict === 'fine' && <i>{crossingWayOut(say, heading)}</i>}
      </span>
    </>
  )
}
