/** Beside the timeline's hints: how fast to play, and the list of events. */
import { useBreakpoints } from '../../store/breakpoints'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { playAt, SPEEDS, useSpeed } from '../../store/speed'
import { GateSwitch } from '../gate/GateSwitch'

export function PlayTools() {
  const say = useSay()
  const speed = useSpeed()
  const pull = useDesk((desk) => desk.pull)
  const open = useDesk((desk) => desk.drawer?.kind === 'events')
  const stops = useBreakpoints(({ list }) => list.filter(({ on }) => on).length)
  return (
    <>
      <select
        className="speed"
        aria-label={say('timeline.speed')}
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
        {stops > 0 ? say('timeline.events-stops', { stops }) : say('timeline.events')}
      </button>
      <GateSwitch />
    </>
  )
}
