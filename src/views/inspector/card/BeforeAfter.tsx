/** The bytes around a field and the instruction that they are, as the file has them and as they are now. */
import type { EdgeId } from '../../../engine/graph/ids'
import { NO_EDGE } from '../../../engine/graph/ids'
import { EdgeFlag } from '../../../engine/graph/schema'
import type { ByteCell } from '../../../scene/bytes'
import { bytesOf, fieldWidth } from '../../../scene/bytes'
import type { EdgeState } from '../../../scene/edge-history'
import { cutOperand } from '../../../scene/operand-text'
import { useReading, writeIn } from '../../../store/reading'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Bytes } from '../parts'
import { Written } from '../Written'
import { holdsText } from './says'
import type { PlacedInstruction } from './use-instruction'
import { useInstruction } from './use-instruction'

/** Bytes in front of a field that are shown where no instruction is known. */
const CONTEXT = 2

interface Props {
  readonly session: Session
  readonly edge: EdgeId
  /** What the edge was when its field was still as in the file. */
  readonly before: EdgeState
  /** False for a value that does not fit: nothing is written then. */
  readonly fits: boolean
}

export function BeforeAfter({ session, edge, before, fits }: Props) {
  const say = useSay()
  const { graph } = session
  const at = graph.edges.offset[edge]
  const original = useInstruction(session, edge, before.offset, true)
  const now = useInstruction(session, edge, at, false)
  const lit = useReading((state) => state.lit)
  const first = cellsAround(session, edge, before.offset, original.value)
  const second = cellsAround(session, edge, at, now.value ?? (before.offset === at ? original.value : undefined))
  if (!first || !second) return null
  const applied = fits && (graph.edges.flags[edge] & EdgeFlag.Applied) !== 0
  const pointed = lit === 'P' ? ' light-p' : lit === 'A' ? ' light-a' : lit === 'S' || lit === 'Z' ? ' light-s' : ''
  return (
    <>
      <h3>{say('inspector.bytes-title')}</h3>
      <dl className={`before-after${pointed}`}>
        <Line name={say('inspector.before')} cells={asInFile(session, edge, first, before.offset)} mark={edge} />
        <Line
          name={say(applied ? 'inspector.after' : 'inspector.now')}
          cells={applied ? second.cells : holed(second.cells, edge)}
          mark={edge}
        />
      </dl>
      {original.value && (
        <Instructions
          session={session}
          before={original.value}
          after={applied ? now.value : undefined}
          operand={holdsText(say, session, before)}
        />
      )}
      {original.problem && <p className="muted">{say('inspector.no-disassembler', { problem: original.problem })}</p>}
      {!applied && <p className="muted">{say(fits ? 'inspector.hole-yet' : 'inspector.hole-for-good')}</p>}
    </>
  )
}

interface Around {
  readonly from: number
  readonly cells: readonly ByteCell[]
}

/** The bytes of the instruction, or the field's with a few in front where none is known. */
function cellsAround(
  session: Session,
  edge: EdgeId,
  at: number,
  instruction: PlacedInstruction | undefined,
): Around | undefined {
  const { graph, arch } = session
  const width = fieldWidth(arch, graph.edges.kind[edge])
  const from = Math.max(0, instruction?.at ?? at - CONTEXT)
  const end = instruction ? instruction.at + instruction.size : at + width
  const cells = width > 0 ? bytesOf(session, graph.edges.block[edge], from, end) : undefined
  return cells && { from, cells }
}

const holed = (cells: readonly ByteCell[], edge: EdgeId): ByteCell[] =>
  cells.map((cell) => (cell.edge === edge ? { ...cell, hole: true } : cell))

/** The file's own bytes; the field is a hole, whatever stands in it. */
function asInFile({ graph, arch }: Session, edge: EdgeId, { from, cells }: Around, at: number): ByteCell[] {
  const original = graph.originalContent(graph.edges.block[edge])
  const width = fieldWidth(arch, graph.edges.kind[edge])
  return cells.map((cell, i) => {
    const hole = from + i >= at && from + i < at + width
    return {
      value: original?.[from + i] ?? cell.value,
      edge: hole ? edge : cell.edge === edge ? NO_EDGE : cell.edge,
      hole,
    }
  })
}

function Line({ name, cells, mark }: { name: string; cells: readonly ByteCell[]; mark: EdgeId }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Bytes cells={cells} mark={mark} />
      </dd>
    </div>
  )
}

function Instructions({
  session,
  before,
  after,
  operand,
}: {
  session: Session
  before: PlacedInstruction
  after: PlacedInstruction | undefined
  operand: string
}) {
  const cut = cutOperand(before.probes)
  return (
    <div className="instructions">
      <p className="instruction before">
        {cut.before}
        {cut.operand !== '' && (
          <b>
            <Written text={`‹${operand}›`} />
          </b>
        )}
        {cut.after}
      </p>
      {after && <p className="instruction after">{after.text}</p>}
      <SyntaxSwitch session={session} />
    </div>
  )
}

const SYNTAXES = [
  { id: 'intel', name: 'Intel' },
  { id: 'att', name: 'AT&T' },
] as const

/** Intel's way to write instructions, or AT&T's; other processors have one way. */
export function SyntaxSwitch({ session }: { session: Session }) {
  const say = useSay()
  const syntax = useReading((state) => state.syntax)
  if (session.arch.processor !== 'x86-64') return null
  return (
    <fieldset className="syntax" aria-label={say('inspector.syntax')}>
      {SYNTAXES.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={syntax === id} onClick={() => writeIn(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}
