/** The bytes around a field and the instruction that they are, as the file has them and as they are now. */
import type { EdgeId } from '../../../engine/graph/ids'
import { EdgeFlag } from '../../../engine/graph/schema'
import type { ByteCell } from '../../../scene/bytes'
import { bytesOf, fieldWidth } from '../../../scene/bytes'
import type { EdgeState } from '../../../scene/edge-history'
import { cutOperand } from '../../../scene/operand-text'
import { useReading, writeIn } from '../../../store/reading'
import type { Session } from '../../../store/session'
import { Bytes } from '../parts'
import { holdsText } from './says'
import type { PlacedInstruction } from './use-instruction'
import { useInstruction } from './use-instruction'

/** Bytes in front of a field that are shown where no instruction is known. */
const CONTEXT = 2

/** `before`: what the edge was when its field was still as in the file. */
export function BeforeAfter({ session, edge, before }: { session: Session; edge: EdgeId; before: EdgeState }) {
  const { graph, arch } = session
  const original = useInstruction(session, edge, true)
  const now = useInstruction(session, edge, false)
  const lit = useReading((state) => state.lit)
  const at = graph.edges.offset[edge]
  const width = fieldWidth(arch, graph.edges.kind[edge])
  const instruction = original.value
  const from = Math.max(0, instruction?.at ?? at - CONTEXT)
  const end = instruction ? instruction.at + instruction.size : at + width
  const cells = width > 0 ? bytesOf(session, graph.edges.block[edge], from, end) : undefined
  if (!cells) return null
  const applied = (graph.edges.flags[edge] & EdgeFlag.Applied) !== 0
  const pointed = lit === 'P' ? ' light-p' : lit === 'A' ? ' light-a' : lit === 'S' || lit === 'Z' ? ' light-s' : ''
  return (
    <>
      <h3>Bytes</h3>
      <dl className={`before-after${pointed}`}>
        <Line name="before" cells={asInFile(session, edge, cells, from)} mark={edge} />
        <Line name={applied ? 'after' : 'now'} cells={cells} mark={edge} />
      </dl>
      {instruction && (
        <Instructions
          before={instruction}
          after={applied ? now.value : undefined}
          operand={holdsText(session, before)}
        />
      )}
      {original.problem && <p className="muted">{`The disassembler could not be loaded: ${original.problem}`}</p>}
      {!applied && <p className="muted">Still a hole: this fixup comes later.</p>}
    </>
  )
}

/** The file's own bytes; the field is a hole, whatever stands in it. */
function asInFile({ graph }: Session, edge: EdgeId, cells: readonly ByteCell[], from: number): ByteCell[] {
  const original = graph.originalContent(graph.edges.block[edge])
  return cells.map((cell, i) => ({ ...cell, value: original?.[from + i] ?? cell.value, hole: cell.edge === edge }))
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
  before,
  after,
  operand,
}: {
  before: PlacedInstruction
  after: PlacedInstruction | undefined
  operand: string
}) {
  const cut = cutOperand(before.probes)
  return (
    <div className="instructions">
      <p className="instruction before">
        {cut.before}
        {cut.operand !== '' && <b>{`‹${operand}›`}</b>}
        {cut.after}
      </p>
      {after && <p className="instruction after">{after.text}</p>}
      <SyntaxSwitch />
    </div>
  )
}

/** Intel's way to write instructions, or AT&T's. */
export function SyntaxSwitch() {
  const syntax = useReading((state) => state.syntax)
  return (
    <fieldset className="syntax" aria-label="Syntax of instructions">
      <button type="button" aria-pressed={syntax === 'intel'} onClick={() => writeIn('intel')}>
        Intel
      </button>
      <button type="button" aria-pressed={syntax === 'att'} onClick={() => writeIn('att')}>
        AT&amp;T
      </button>
    </fieldset>
  )
}
