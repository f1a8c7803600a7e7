/**
 * The input tray: every file on the desk with what it is, what became of it and what is wrong with it, in the order in
 * which they are linked; and the names that the files do not agree about.
 */
import { ordered } from '../../base/order'
import { plural } from '../../base/plural'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { FilePicker } from '../welcome/FilePicker'
import { InputCard } from './InputCard'
import { MissingNames } from './MissingNames'
import { Quarrels } from './Quarrels'

export function Inputs({ session }: { session: Session | undefined }) {
  const inputs = useDesk((desk) => desk.inputs)
  const order = useDesk((desk) => desk.settings.order)
  const add = useDesk((desk) => desk.addFiles)
  const change = useDesk((desk) => desk.change)
  const places = ordered(inputs.length, order)
  return (
    <section className="inputs" aria-label="Inputs">
      <div className="inputs-head">
        <h2>{plural(inputs.length, 'input')}, in the order of the link</h2>
        {order && (
          <button
            type="button"
            className="plain"
            onClick={() => void change({ order: undefined }, 'inputs in the order in which they came')}
          >
            as they came
          </button>
        )}
        <FilePicker className="plain" label="Add files to the link" onFiles={add}>
          + add
        </FilePicker>
      </div>
      <ol className="input-cards">
        {places.map((index, place) => (
          <InputCard key={inputs[index]!.id} input={inputs[index]!} index={index} place={place} session={session} />
        ))}
      </ol>
      {session && <Quarrels session={session} />}
      {session && <MissingNames session={session} />}
    </section>
  )
}
