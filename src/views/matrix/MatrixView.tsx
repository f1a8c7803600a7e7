/**
 * Who refers to whom, as a table: rows refer, columns are referred to, darker cells hold more edges. Arrow keys move from
 * cell to cell; Enter lists a cell's edges and selects them on the map.
 */
import { useMemo, useRef, useState } from 'react'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { maskOf } from '../../scene/mask'
import type { Matrix, MatrixOf, MatrixOrder } from '../../scene/matrix'
import { edgesOfCell, matrixOf } from '../../scene/matrix'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { isOpen, NO_FILTER } from '../../store/filter'
import { bundle } from '../../store/selection'
import { usePassing } from '../../store/searching'
import type { Session } from '../../store/session'
import { Written } from '../inspector/Written'

/** From this number of files on they are what one wants to see first. */
const MANY_FILES = 6

export function MatrixView({ session }: { session: Session }) {
  const say = useSay()
  const [of, setOf] = useState<MatrixOf>(session.graph.files.length >= MANY_FILES ? 'files' : 'sections')
  const [order, setOrder] = useState<MatrixOrder>('address')
  const matrix = useMatrix(say, session, of, order)
  return (
    <section className="who" aria-label={say('matrix.label')}>
      <header>
        <b>{say('matrix.total', { n: matrix.total })}</b>
        <Switch name="of" values={['sections', 'files']} value={of} onChange={setOf} />
        <Switch name="by" values={['address', 'count']} value={order} onChange={setOrder} />
        <FilterNote />
      </header>
      <div className="who-table">
        <Cells matrix={matrix} />
      </div>
      <p className="muted">{say('matrix.keys')}</p>
    </section>
  )
}

function useMatrix(say: Say, session: Session, of: MatrixOf, order: MatrixOrder): Matrix {
  const position = useDesk((desk) => desk.panelsAt)
  const filter = useDesk((desk) => desk.filter)
  const passing = usePassing(session, filter.query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  return useMemo(() => {
    const { graph } = session
    const mask = isOpen(filter) ? undefined : maskOf(graph, filter, { passing }).mask
    return matrixOf({ say, graph, of, order, mask })
  }, [say, session, of, order, filter, position, passing])
}

function FilterNote() {
  const say = useSay()
  const open = useDesk((desk) => isOpen(desk.filter))
  const narrow = useDesk((desk) => desk.narrow)
  if (open) return null
  return (
    <button type="button" className="go" onClick={() => narrow(NO_FILTER)}>
      {say('matrix.show-all')}
    </button>
  )
}

interface SwitchProps<T extends string> {
  readonly name: 'of' | 'by'
  readonly values: readonly T[]
  readonly value: T
  readonly onChange: (value: T) => void
}

function Switch<T extends string>({ name, values, value, onChange }: SwitchProps<T>) {
  const say = useSay()
  return (
    <span className="choice">
      <span className="muted" aria-hidden="true">
        {say(`matrix.${name}`)}
      </span>
      <fieldset className="zoom" aria-label={say(`matrix.${name}`)}>
        {values.map((own) => (
          <button key={own} type="button" aria-pressed={own === value} onClick={() => onChange(own)}>
            {say(`matrix.${name}-${own}`)}
          </button>
        ))}
      </fieldset>
    </span>
  )
}

/** Columns and rows in which anything is. */
const used = (lines: Matrix['from']): number[] => [...lines.keys()].filter((i) => lines[i]!.total > 0)

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function Cells({ matrix }: { matrix: Matrix }) {
  const say = useSay()
  const [at, setAt] = useState({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)
  const open = useOpenCell(matrix)
  const rows = useMemo(() => used(matrix.from), [matrix])
  const columns = useMemo(() => used(matrix.to), [matrix])
  const most = useMemo(() => matrix.count.reduce((a, b) => Math.max(a, b), 1), [matrix])
  const onKey = (event: React.KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step) {
      const row = Math.max(0, Math.min(rows.length - 1, at.row + step[0]))
      const column = Math.max(0, Math.min(columns.length - 1, at.column + step[1]))
      setAt({ row, column })
      table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus()
    } else if (event.key === 'Enter') open(rows[at.row]!, columns[at.column]!)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys go from cell to cell
    <table ref={table} role="grid" onKeyDown={onKey} aria-label={say('matrix.table')}>
      <thead>
        <tr>
          <th scope="col">{say('matrix.from')}</th>
          {columns.map((j) => (
            <th key={j} scope="col" className={`policy-${letterOf(matrix.to[j]!.policy)}`} title={matrix.to[j]!.title}>
              <span>
                <Written text={matrix.to[j]!.title} most={LONGEST_COLUMN} />
              </span>
            </th>
          ))}
          <th scope="col">
            <span>{say('matrix.sum')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((i, row) => (
          <tr key={i}>
            <th scope="row" className={`policy-${letterOf(matrix.from[i]!.policy)}`} title={matrix.from[i]!.title}>
              <Written text={matrix.from[i]!.title} most={LONGEST_ROW} />
            </th>
            {columns.map((j, column) => (
              <Cell
                key={j}
                matrix={matrix}
                i={i}
                j={j}
                most={most}
                place={`${row}:${column}`}
                current={at.row === row && at.column === column}
                onOpen={() => {
                  setAt({ row, column })
                  open(i, j)
                }}
              />
            ))}
            <td className="sum">{say('matrix.number', { n: matrix.from[i]!.total })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say('matrix.sum')}</th>
          {columns.map((j) => (
            <td key={j} className="sum">
              {short(say, matrix.to[j]!.total)}
            </td>
          ))}
          <td className="sum">{say('matrix.number', { n: matrix.total })}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** Characters of names that fit: they lose their middles rather than their ends, which tell them apart. */
const LONGEST_COLUMN = 19
const LONGEST_ROW = 24

const letterOf = (policy: number): string => LIFETIMES[policy]?.letter ?? 'out'

function useOpenCell(matrix: Matrix): (i: number, j: number) => void {
  const select = useDesk((desk) => desk.select)
  return (i, j) => {
    const cell = i * matrix.to.length + j
    if (matrix.count[cell]! > 0)
      select(bundle(`${matrix.from[i]!.title} → ${matrix.to[j]!.title}`, edgesOfCell(matrix, cell)))
  }
}

interface CellProps {
  readonly matrix: Matrix
  readonly i: number
  readonly j: number
  readonly most: number
  readonly place: string
  readonly current: boolean
  readonly onOpen: () => void
}

/** Ten shades by the number's logarithm; sections that cross policies have a border. */
function Cell({ matrix, i, j, most, place, current, onOpen }: CellProps) {
  const say = useSay()
  const count = matrix.count[i * matrix.to.length + j]!
  const [from, to] = [matrix.from[i]!, matrix.to[j]!]
  const crosses = letterOf(from.policy) !== 'out' && letterOf(to.policy) !== 'out' && from.policy !== to.policy
  const shade = count === 0 ? 0 : 1 + Math.round((8 * Math.log(count)) / Math.log(Math.max(2, most)))
  return (
    <td
      data-cell={place}
      tabIndex={current ? 0 : -1}
      className={`shade-${shade}${crosses ? ' cross' : ''}`}
      aria-label={say('matrix.cell', { from: from.title, to: to.title, n: count })}
      onClick={onOpen}
      onKeyDown={() => undefined}
    >
      {count === 0 ? '' : short(say, count)}
    </td>
  )
}

/** 1,234 as `1.2k`: what fits into a cell; the whole number is in its label. */
function short(say: Say, count: number): string {
  if (count < 1000) return String(count)
  return count < 10_000
    ? say('matrix.thousands-and-tenths', { n: count / 1000 })
    : say('matrix.thousands', { n: Math.round(count / 1000) })
}
