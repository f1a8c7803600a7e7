/** A field in an instruction: which bits of the value go where, and which bits are the instruction's own. */
import type { FieldRow } from '../../../engine/arch/fields'
import { hex } from '../../../base/hex'
import type { Say } from '../../../store/language'
import { useSay } from '../../../store/language'
import type { SplitBit, SplitPicture, SplitTie } from '../../../scene/split-field'
import { splitPicture } from '../../../scene/split-field'

const CELL = 10
const MARGIN = 2
const WIDTH = 34 * CELL + 2 * MARGIN
const VALUE_TOP = 16
const WORD_TOP = 62
const CELL_HEIGHT = 12
const HEIGHT = WORD_TOP + CELL_HEIGHT + 14

interface Props {
  readonly field: FieldRow
  readonly value: bigint
  /** The instruction with the value in it. */
  readonly word: bigint
}

export function SplitDrawing({ field, value, word }: Props) {
  const say = useSay()
  const picture = splitPicture(field, value, word)
  const left = leftOf(picture.value.length)
  const wordLeft = leftOf(picture.word.length)
  return (
    <figure className="split-drawing" aria-label={describe(say, picture)}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {picture.ties.map((tie, i) => (
          <Tie key={tie.text} tie={tie} from={left} to={wordLeft} piece={i} />
        ))}
        <Bits bits={picture.value} left={left} top={VALUE_TOP} />
        <Bits bits={picture.word} left={wordLeft} top={WORD_TOP} />
        {[31, 24, 16, 8, 0].map((bit) => (
          <text key={bit} x={wordLeft + (31 - bit + 0.5) * CELL} y={HEIGHT - 3} textAnchor="middle">
            {bit}
          </text>
        ))}
      </svg>
      <figcaption>{caption(say, picture, word)}</figcaption>
    </figure>
  )
}

/** Rows are centred above each other. */
const leftOf = (count: number): number => (WIDTH - count * CELL) / 2

function Bits({ bits, left, top }: { bits: readonly SplitBit[]; left: number; top: number }) {
  return bits.map(({ set, piece }, i) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
      key={i}
      className={`${piece === undefined ? 'other' : `own piece-${piece % 2}`}${set ? ' set' : ''}`}
      x={left + i * CELL + 0.5}
      y={top}
      width={CELL - 1}
      height={CELL_HEIGHT}
    />
  ))
}

/** From a run of the value's bits to their place in the instruction. */
function Tie({ tie, from, to, piece }: { tie: SplitTie; from: number; to: number; piece: number }) {
  const [a, b] = [from + tie.from * CELL, from + (tie.from + tie.count) * CELL]
  const [c, d] = [to + tie.to * CELL, to + (tie.to + tie.count) * CELL]
  const [top, bottom] = [VALUE_TOP + CELL_HEIGHT + 1, WORD_TOP - 1]
  return (
    <>
      <path className={`tie piece-${piece % 2}`} d={`M${a} ${top}L${b} ${top}L${d} ${bottom}L${c} ${bottom}Z`} />
      <text x={(a + b) / 2} y={VALUE_TOP - 4} textAnchor="middle">
        {tie.text}
      </text>
    </>
  )
}

const caption = (say: Say, { ties, dropped }: SplitPicture, word: bigint): string =>
  say('inspector.split-caption', { word: hex(word), pieces: ties.length, dropped })

const describe = (say: Say, { ties }: SplitPicture): string =>
  ties
    .map(({ text, to, count }) => say('inspector.split-bits', { bits: text, from: 31 - to, to: 32 - to - count }))
    .join(', ')
