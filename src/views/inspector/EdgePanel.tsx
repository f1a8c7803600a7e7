/** An edge explained: its formula with the numbers of this link, whether the value fits, the bytes before and after. */
import { hex } from '../../base/hex'
import type { EdgeExplanation } from '../../engine/arch/explain'
import { explainEdge } from '../../engine/arch/explain'
import type { Operand } from '../../engine/arch/operands'
import { OPERAND_NAMES, OPERANDS } from '../../engine/arch/operands'
import { placesOf } from '../../engine/arch/places'
import { crossingOf, definitionOf, OUTSIDE, PAIR_LETTERS } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_BLOCK } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { EdgeFlag, NO_RELOCATION } from '../../engine/graph/schema'
import { bytesOf, fieldWidth } from '../../scene/bytes'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { Verdict } from '../crossings/Verdict'
import { PolicySwitch } from './PolicySwitch'
import { Bytes, Go, WhyAlive } from './parts'

export function EdgePanel({ session, edge }: { session: Session; edge: EdgeId }) {
  const { graph, arch, describer, judge } = session
  const crossing = crossingOf(graph, edge, judge)
  const row = arch.edges[graph.edges.kind[edge]]!
  const target = definitionOf(graph, graph.edges.target[edge])
  const block = graph.symbols.base[target] === Base.Defined ? graph.symbols.block[target] : NO_BLOCK
  const explanation = explainEdge(graph, arch, edge, placesOf(graph))
  const letter = LIFETIMES[crossing.from]!.letter
  return (
    <>
      <h2>{describer.edge(edge)}</h2>
      <p className="tags">
        <span className="tag strong">{describer.kind(edge)}</span>
        {graph.edges.kind[edge] !== KIND_KEEP_ALIVE && (
          <span className={`tag policy-${letter}`}>{`${letter}→${PAIR_LETTERS[crossing.to]}`}</span>
        )}
        <RelocationName session={session} edge={edge} />
      </p>
      <p>{row.says}</p>
      <Verdict session={session} edge={edge} />
      {explanation && <Numbers session={session} explanation={explanation} />}
      <FieldBytes session={session} edge={edge} />
      {block !== NO_BLOCK && <WhyAlive session={session} block={block} name={describer.target(edge)} />}
      {block !== NO_BLOCK && <PolicySwitch session={session} section={graph.blocks.section[block]} />}
      <p className="ends">
        <Go to={{ kind: 'block', id: graph.edges.block[edge] }}>where the field is</Go>
        {block !== NO_BLOCK && <Go to={{ kind: 'block', id: block }}>where the target is</Go>}
      </p>
      {crossing.to === OUTSIDE && (
        <p className="muted">The target lives outside this link; its address is in the Outside rail.</p>
      )}
    </>
  )
}

function RelocationName({ session: { graph, arch }, edge }: { session: Session; edge: EdgeId }) {
  const names = useDesk((desk) => desk.catalogue?.relocations)
  const type = graph.edges.relocation[edge]
  if (type === NO_RELOCATION) return <span className="quiet">made by the linker</span>
  const found = names?.find((row) => row.arch === arch.id && row.type === type)
  return <span className="quiet mono">{found?.name ?? `relocation ${type}`}</span>
}

/** What each letter is for this edge, in words. */
function meaning(session: Session, edge: EdgeId, operand: Operand): string {
  if (operand === 'S') return `where ${session.describer.symbol(session.graph.edges.target[edge])} is`
  return OPERANDS[operand].says
}

function Numbers({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  const { fixup, values, value, tombstone } = explanation
  const used = OPERAND_NAMES.filter((name) => fixup.formula.coefficient[name] !== 0)
  return (
    <>
      <dl className="letters">
        {used.map((name) => (
          <div key={name}>
            <dt>
              <span className="letter">{name}</span> {meaning(session, explanation.edge, name)}
            </dt>
            <dd>
              {name === 'A' ? BigInt.asIntN(64, values.A).toLocaleString('en-US').replace('-', '−') : hex(values[name])}
            </dd>
          </div>
        ))}
      </dl>
      <div className="formula">
        <p className="row">
          <b>{fixup.row.formula.replaceAll('-', '−')}</b>
          <b>{`= ${signed(value)}`}</b>
        </p>
        <p className="row muted">
          <span>{fixup.field.says}</span>
          <span>{value.toLocaleString('en-US').replace('-', '−')}</span>
        </p>
        {fixup.field.sign !== 'none' && <RangeBar explanation={explanation} />}
        {tombstone !== undefined && (
          <p className="verdict note">{`The target was stripped: ${tombstone} is written instead.`}</p>
        )}
      </div>
    </>
  )
}

const signed = (value: bigint): string => (value < 0n ? `−${hex(-value)}` : hex(value))

/** Where the value lies between the field's limits. */
function RangeBar({ explanation: { value, low, high, fits } }: { explanation: EdgeExplanation }) {
  const span = high - low
  const clamped = value < low ? low : value > high ? high : value
  const percent = Number(((clamped - low) * 10_000n) / span) / 100
  return (
    <div className={`range ${fits ? '' : 'over'}`}>
      <div className="bar">
        <span style={{ left: `${percent}%` }} />
      </div>
      <p className="row muted">
        <span>{limit(low)}</span>
        <b>{fits ? 'fits' : `misses by ${(value > high ? value - high : low - value).toLocaleString('en-US')}`}</b>
        <span>{limit(high)}</span>
      </p>
    </div>
  )
}

/** −2 GiB, +4 GiB: limits that people know by their name. */
function limit(value: bigint): string {
  if (value === 0n) return '0'
  const size = value < 0n ? -value : value + 1n
  const sign = value < 0n ? '−' : '+'
  return size % (1n << 30n) === 0n
    ? `${sign}${size >> 30n} GiB`
    : `${sign}${(value < 0n ? size : value).toLocaleString('en-US')}`
}

const CONTEXT = 2

/** A little of the bytes around the field, as the file has them and as they are now. */
function FieldBytes({ session, edge }: { session: Session; edge: EdgeId }) {
  const { graph, arch } = session
  const b = graph.edges.block[edge]
  const at = graph.edges.offset[edge]
  const width = fieldWidth(arch, graph.edges.kind[edge])
  const cells = width > 0 ? bytesOf(session, b, at - CONTEXT, at + width) : undefined
  if (!cells) return null
  const original = graph.originalContent(b)
  const start = Math.max(0, at - CONTEXT)
  const before = cells.map((cell, i) => ({
    ...cell,
    value: original?.[start + i] ?? cell.value,
    hole: cell.edge === edge,
  }))
  const applied = (graph.edges.flags[edge] & EdgeFlag.Applied) !== 0
  return (
    <>
      <h3>Bytes</h3>
      <dl className="before-after">
        <div>
          <dt>before</dt>
          <dd>
            <Bytes cells={before} mark={edge} />
          </dd>
        </div>
        <div>
          <dt>{applied ? 'after' : 'now'}</dt>
          <dd>
            <Bytes cells={cells} mark={edge} />
          </dd>
        </div>
      </dl>
      {!applied && <p className="muted">Still a hole: this fixup comes later.</p>}
    </>
  )
}
