/** Beside the timeline's hints: how fast to play, and the list of events. */
import { useBreakpoints } from '../../store/breakpoints'
import { useDesk } from '../../store/context'
import { playAt, SPEEDS, useSpeed } from '../../store/speed'
import { GateSwitch } from '../gate/GateSwitch'

export function PlayTools() {
  const speed = useSpeed()
  const pull = useDesk((desk) => desk.pull)
  const open = useDesk((desk) => desk.drawer?.kind === 'events')
  const stops = useBreakpoints(({ list }) => list.filter(({ on }) => on).length)
  return (
    <>
      <select
        className="speed"
        aria-label="Speed of play"
        value={speed}
        onChange={({ target }) => playAt(Number(target.value))}
      >
        {SPEEDS.map((factor) => (
          <option key={factor} value={factor}>
            {`${factor}×`}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="events-button"
        aria-expanded={open}
        onClick={() => pull(open ? undefined : { kind: 'events' })}
      >
        {stops > 0 ? `events · ${stops} ${stops === 1 ? 'stop' : 'stops'}` : 'events'}
      </button>
      <GateSwitch />
    </>
  )
}
