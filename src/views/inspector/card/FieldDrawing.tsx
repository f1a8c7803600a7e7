/** The field's bits in its bytes: the number in front, most significant first, then as it lies in memory. */
import { hexByte } from '../../../base/hex'
import type { ByteOrder } from '../../../engine/arch/arch'
import type { FieldByte } from '../../../scene/field-bits'
import { bitsText, fieldBits } from '../../../scene/field-bits'
import type { Say } from '../../../store/language'
import { useSay } from '../../../store/language'
import { useReading } from '../../../store/reading'

interface Props {
  /** Those of the field as they are, or will be, in memory. */
  readonly bytes: readonly number[]
  readonly order: ByteOrder
}

export function FieldDrawing({ bytes, order }: Props) {
  const say = useSay()
  const lit = useReading((state) => state.lit)
  const isBig = order === 'big'
  const cells = fieldBits(bytes, isBig)
  return (
    <figure className="field-drawing" aria-label={describe(say, cells)}>
      <Row cells={isBig ? cells : [...cells].reverse()} name={say('inspector.field-number')} />
      <Crossing count={cells.length} straight={isBig} />
      <Row cells={cells} name={say('inspector.field-memory')} lit={lit === 'P'} />
      <div className="field-bits" aria-hidden="true">
        {cells.map((cell, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place
          <div key={i}>
            <span className="bits">
              {cell.bits.map((set, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
                <i key={k} className={set ? 'set' : undefined} />
              ))}
            </span>
            <span className="which">{cells.length > 4 ? cell.lowest : bitsText(cell)}</span>
          </div>
        ))}
      </div>
      <figcaption>
        {say(cells.length === 1 ? 'inspector.one-byte' : isBig ? 'inspector.big-endian' : 'inspector.little-endian')}
      </figcaption>
    </figure>
  )
}

function describe(say: Say, cells: readonly FieldByte[]): string {
  const held = cells.map((cell) => say('inspector.byte-holds', { byte: hexByte(cell.byte), bits: bitsText(cell) }))
  return say('inspector.bytes-in-memory', { bytes: held.join(', ') })
}

function Row({ cells, name, lit = false }: { cells: readonly FieldByte[]; name: string; lit?: boolean }) {
  return (
    <div className="field-row" aria-hidden="true">
      <span className="name">{name}</span>
      {cells.map((cell, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place
        <b key={i} className={lit && i === 0 ? 'lit' : undefined}>
          {hexByte(cell.byte)}
        </b>
      ))}
    </div>
  )
}

/** Each byte of the number goes to its place in memory. */
function Crossing({ count, straight }: { count: number; straight: boolean }) {
  if (count === 1) return null
  const middle = (i: number): number => ((i + 0.5) / count) * 100
  const line = (i: number): string => `M${middle(i)} 1L${middle(straight ? i : count - 1 - i)} 19`
  return (
    <svg className="field-crossing" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <path key={i} d={line(i)} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}
