/**
 * The outline beside the map: the same link as a tree of text, with the same selection. Only the lines on screen are in
 * the document; the tree says how many there are.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import { Written } from '../inspector/Written'
import type { OutlineLine, OutlineLines } from '../../scene/outline'
import { linesAround, outlineLines } from '../../scene/outline'
import { namesByBlock } from '../../scene/names-in'
import type { CellSet } from '../../scene/stale'
import { changesBetween, LINE_CELLS, NAME_CELLS, OPEN_LINE_CELLS } from '../../scene/stale'
import { useDesk } from '../../store/context'
import { afterPicture } from '../../store/first-picture'
import { useSay } from '../../store/language'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import { useLineShown, useLinesInView } from '../../widgets/long-list'

const LINE = 24
/** Characters of a name; longer ones are shortened where they say least. */
const LONGEST = 44

/** Beside a large map the tree is made when the map has been painted: naming its lines takes longer than that. */
export function Outline({ session }: { session: Session }) {
  const say = useSay()
  const isThere = useMapFirst(session)
  if (isThere) return <Tree session={session} />
  return (
    <section className="outline" aria-label={say('outline.title')}>
      <h2>{say('outline.title')}</h2>
    </section>
  )
}

function useMapFirst(session: Session): boolean {
  const { isLarge } = session.layouts
  const [painted, setPainted] = useState<Session>()
  useEffect(() => (isLarge ? afterPicture(() => setPainted(session)) : undefined), [isLarge, session])
  return !isLarge || painted === session
}

function Tree({ session }: { session: Session }) {
  const say = useSay()
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const lines = useLines(session, toggled)
  const { selected, go, point } = useSelectedLine(lines)
  const list = useRef<HTMLDivElement>(null)
  const range = useLinesInView(list, lines.length, LINE)
  useLineShown(list, selected, LINE)
  const toggle = ({ key }: OutlineLine): void => {
    const next = new Set(toggled)
    if (!next.delete(key)) next.add(key)
    setToggled(next)
  }
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const line = lines.at(selected)
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key]
    if (step !== undefined) go(lines.at(Math.max(0, Math.min(lines.length - 1, selected + step))))
    else if (event.key === 'ArrowRight' && line?.open === false) toggle(line)
    else if (event.key === 'ArrowRight' && line?.open) go(lines.at(selected + 1))
    else if (event.key === 'ArrowLeft' && line?.open) toggle(line)
    else if (event.key === 'ArrowLeft' && line) go(lines.at(lines.parentOf(selected)))
    else if (event.key === 'Enter' && line) go(line)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="outline" aria-label={say('outline.title')}>
      <h2 id="outline-title">{say('outline.title')}</h2>
      <div
        className="outline-list"
        id="outline"
        ref={list}
        role="tree"
        aria-labelledby="outline-title"
        tabIndex={0}
        aria-activedescendant={
          selected >= range.first && selected < range.end ? `line-${lines.at(selected)?.key}` : undefined
        }
        onKeyDown={onKey}
      >
        <div role="presentation" style={{ height: lines.length * LINE }}>
          {lines.slice(range.first, range.end).map((line, i) => (
            <Line
              key={line.key}
              line={line}
              top={(range.first + i) * LINE}
              selected={range.first + i === selected}
              onGo={() => go(line)}
              onToggle={() => toggle(line)}
              onPoint={point}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

/** The lines, kept while no event adds, removes or moves one; what stands on them is read at each moment. */
function useLines(session: Session, toggled: ReadonlySet<string>): OutlineLines {
  const say = useSay()
  const position = useDesk((desk) => desk.panelsAt)
  const selection = useDesk((desk) => desk.selection)
  const forced = useMemo(() => linesAround(session.graph, selection), [session, selection])
  const nameStamp = useStamp(session, position, NAME_CELLS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at the stamp's position
  const names = useMemo(() => namesByBlock(session.graph), [session, nameStamp])
  const lineStamp = useStamp(session, position, forced.size + toggled.size > 0 ? OPEN_LINE_CELLS : LINE_CELLS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at the stamp's position
  return useMemo(
    () => outlineLines({ ...session, say, names, toggled, forced }),
    [session, say, names, toggled, forced, lineStamp],
  )
}

/** A number that is another one whenever an event has changed one of these cells since the last position. */
function useStamp(session: Session, position: number, cells: CellSet): number {
  const stamp = useRef({ session, position, count: 0 })
  const { current } = stamp
  const changed = current.session !== session || changesBetween(session.log, current.position, position, cells)
  stamp.current = { session, position, count: current.count + (changed ? 1 : 0) }
  return stamp.current.count
}

function selectionOf({ kind, id }: OutlineLine): Selection | undefined {
  return kind === 'file' ? undefined : ({ kind, id } as Selection)
}

/** The line of the selected thing; a file has no selection of its own, so it is remembered here. */
function useSelectedLine(lines: OutlineLines) {
  const selection = useDesk((desk) => desk.selection)
  const select = useDesk((desk) => desk.select)
  const point = useDesk((desk) => desk.point)
  const look = useDesk((desk) => desk.look)
  const [file, setFile] = useState(0)
  const selected = useMemo(
    () => (selection ? lines.find(selection.kind, selection.id) : lines.find('file', file)),
    [lines, selection, file],
  )
  return {
    selected: Math.max(0, selected),
    go(line: OutlineLine | undefined): void {
      if (!line) return
      if (line.kind === 'file') setFile(line.id)
      select(selectionOf(line))
      look('reveal')
    },
    point(line: OutlineLine | undefined): void {
      point(line && selectionOf(line))
    },
  }
}

interface LineProps {
  readonly line: OutlineLine
  readonly top: number
  readonly selected: boolean
  readonly onGo: () => void
  readonly onToggle: () => void
  readonly onPoint: (line: OutlineLine | undefined) => void
}

function Line({ line, top, selected, onGo, onToggle, onPoint }: LineProps) {
  const { key, level, kind, label, note, open, size, place, removed } = line
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its lines
    <div
      id={`line-${key}`}
      role="treeitem"
      tabIndex={-1}
      className={`line ${kind}${selected ? ' selected' : ''}${removed ? ' removed' : ''}`}
      style={{ top, paddingLeft: 6 + (level - 1) * 14 }}
      aria-level={level}
      aria-setsize={size}
      aria-posinset={place}
      aria-selected={selected}
      {...(open === undefined ? {} : { 'aria-expanded': open })}
      onClick={onGo}
      onDoubleClick={onToggle}
      onPointerEnter={() => onPoint(line)}
      onPointerLeave={() => onPoint(undefined)}
    >
      <span
        className="twist"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          if (open !== undefined) onToggle()
        }}
      >
        {open === undefined ? '' : open ? '▾' : '▸'}
      </span>
      <span className="label">
        <Written text={label} most={LONGEST} />
      </span>
      <span className="note">{note}</span>
    </div>
  )
}
