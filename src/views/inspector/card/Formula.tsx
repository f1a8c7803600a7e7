/** The formula of an edge: its letters with their numbers, the value, and where it lies between the field's limits. */
import { hex, signedHex } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { Operand } from '../../../engine/arch/operands'
import { OPERANDS } from '../../../engine/arch/operands'
import { sayRow } from '../../../messages/messages'
import { fieldSays } from '../../../scene/edge-words'
import { limitText, reachOf } from '../../../scene/reach'
import { useDesk } from '../../../store/context'
import { useSay } from '../../../store/language'
import { light, useReading } from '../../../store/reading'
import type { Session } from '../../../store/session'
import { Said } from '../Said'
import { Written } from '../Written'
import { lettersOf, meaningOf, placeOfLetter } from './letters'
import { signedDecimal } from './number'
import { useRelocation } from './WhyKind'

interface LetterProps {
  readonly session: Session
  readonly explanation: EdgeExplanation
  readonly letter: Operand
}

/** Characters of the name of what a letter stands for: two lines or so. */
const LONGEST = 48

interface FormulaProps {
  readonly session: Session
  readonly explanation: EdgeExplanation
  /** Whether a letter has its value at this moment, and whether all have. */
  readonly knows: (letter: Operand) => boolean
  readonly isValueKnown: boolean
}

export function Formula({ session, explanation, knows, isValueKnown }: FormulaProps) {
  const say = useSay()
  const { field, values, value, tombstone } = explanation
  const bias = useRelocation(session, explanation.edge)?.bias ?? 0
  const number = (letter: Operand): string =>
    letter === 'A' ? signedDecimal(say, BigInt.asIntN(64, values.A)) : hex(values[letter])
  return (
    <>
      <dl className="letters">
        {lettersOf(explanation).map((letter) => (
          <div key={letter}>
            <dt>
              <Letter session={session} explanation={explanation} letter={letter} />{' '}
              <span>
                <Meaning session={session} explanation={explanation} letter={letter} />
              </span>
            </dt>
            <dd className={knows(letter) ? undefined : 'muted'}>
              {knows(letter) ? number(letter) : say('inspector.not-known-yet')}
            </dd>
          </div>
        ))}
      </dl>
      {bias !== 0 && (
        <p className="muted bias">
          {say('inspector.bias', { addend: signedDecimal(say, BigInt.asIntN(64, values.A) - BigInt(bias)), bias })}
        </p>
      )}
      <div className="formula">
        <p className="row">
          <b>
            <FormulaText explanation={explanation} />
          </b>
          <b>{`= ${isValueKnown ? signedHex(value) : '?'}`}</b>
        </p>
        <p className="row muted">
          <span>{fieldSays(say, field)}</span>
          {isValueKnown && <span>{signedDecimal(say, value)}</span>}
        </p>
        {!isValueKnown && <p className="muted">{say('inspector.after-allocation')}</p>}
        {isValueKnown && field.sign !== 'none' && <RangeBar explanation={explanation} />}
        {tombstone !== undefined && (
          <p className="verdict note">{say('inspector.tombstone', { value: `${tombstone}` })}</p>
        )}
      </div>
    </>
  )
}

function Meaning({ session, explanation, letter }: LetterProps) {
  const say = useSay()
  const meaning = meaningOf(session, explanation, letter)
  if (!meaning) return sayRow(say, `letters.${letter}`, OPERANDS[letter].says)
  if (meaning.name === undefined) return say(meaning.id)
  return <Said id={meaning.id} args={{ name: <Written text={meaning.name} most={LONGEST} /> }} />
}

/** A letter that lights its place: on the map what it stands for, in the bytes where it is. */
function Letter({ session, explanation, letter }: LetterProps) {
  const say = useSay()
  const point = useDesk((desk) => desk.point)
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const lit = useReading((state) => state.lit === letter)
  const place = placeOfLetter(session, explanation, letter)
  const on = (): void => {
    light(letter)
    point(place)
  }
  const off = (): void => {
    light(undefined)
    point(undefined)
  }
  return (
    <button
      type="button"
      className={`letter${lit ? ' lit' : ''}`}
      aria-label={say('inspector.show-letter', { letter })}
      onPointerEnter={on}
      onPointerLeave={off}
      onFocus={on}
      onBlur={off}
      onClick={() => {
        if (letter === 'A' || letter === 'P' || !place) return
        select(place)
        look('reveal')
      }}
    >
      {letter}
    </button>
  )
}

/** The formula as its row has it; the letter that is pointed at stands out. */
function FormulaText({ explanation }: { explanation: EdgeExplanation }) {
  const lit = useReading((state) => state.lit)
  const parts = explanation.fixup.row.formula.replaceAll('-', '−').split(/\b([A-Z]+)\b/)
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <span key={i} className={part === lit ? 'lit' : undefined}>
      {part}
    </span>
  ))
}

/** Where the value lies between the field's limits. */
function RangeBar({ explanation }: { explanation: EdgeExplanation }) {
  const say = useSay()
  const { value, low, high, fits } = explanation
  const percent = Math.max(0, Math.min(100, Number(((value - low) * 10_000n) / (high - low)) / 100))
  const misses = reachOf(explanation)?.misses ?? 0n
  return (
    <div className={`range ${fits ? '' : 'over'}`}>
      <div className="bar">
        <span style={{ left: `${percent}%` }} />
      </div>
      <p className="row muted">
        <span>{limitText(say, low)}</span>
        <b>{say(fits ? 'inspector.fits' : 'inspector.misses', { by: misses })}</b>
        <span>{limitText(say, high)}</span>
      </p>
    </div>
  )
}
