/**
 * The input tray: every file on the desk with what it is, what became of it and what is wrong with it, in the order in
 * which they are linked; and the names that the files do not agree about.
 */
import { ordered } from '../../base/order'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { FilePicker } from '../welcome/FilePicker'
import { InputCard } from './InputCard'
import { MissingNames } from './MissingNames'
import { Quarrels } from './Quarrels'

export function Inputs({ session }: { session: Session | undefined }) {
  const say = useSay()
  const inputs = useDesk((desk) => desk.inputs)
  const order = useDesk((desk) => desk.settings.order)
  const add = useDesk((desk) => desk.addFiles)
  const change = useDesk((desk) => desk.change)
  const places = ordered(inputs.length, order)
  return (
    <section className="inputs" aria-label={say('inputs.title')}>
      <div className="inputs-head">
        <h2>{say('inputs.head', { count: inputs.length })}</h2>
        {order && (
          <button
            type="button"
            className="plain"
            onClick={() => void change({ order: undefined }, later('inputs.as-came.change'))}
          >
            {say('inputs.as-came')}
          </button>
        )}
        <FilePicker className="plain" label={say('inputs.add-label')} onFiles={add}>
          {say('inputs.add')}
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
