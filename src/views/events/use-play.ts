/** Playing: from tick to tick, in steps that fit the link's length and the speed, up to a breakpoint or the live link. */
import { useEffect } from 'react'
import { breakpoints, nextStop, noteHit } from '../../store/breakpoints'
import { useDesk } from '../../store/context'
import { later } from '../../messages/messages'
import type { Session } from '../../store/session'
import { useSpeed } from '../../store/speed'

const TICK = 240
/** Playing a whole link takes at most about this many ticks at normal speed. */
const MOST_TICKS = 220

export function usePlay(session: Session): void {
  const playing = useDesk((desk) => desk.playing)
  const play = useDesk((desk) => desk.play)
  const seek = useDesk((desk) => desk.seek)
  const announce = useDesk((desk) => desk.say)
  const position = useDesk((desk) => desk.position)
  const speed = useSpeed()
  useEffect(() => {
    if (!playing) return undefined
    const stride = Math.max(1, Math.round(session.log.length / MOST_TICKS))
    const handle = setTimeout(() => {
      const target = Math.min(session.liveAt, position + stride)
      const stop = nextStop(session, breakpoints.getState().list, position, target)
      noteHit(stop?.breakpoint)
      seek(stop?.position ?? target)
      if (stop) announce(later('timeline.stopped'))
      if (stop || target >= session.liveAt) play(false)
    }, TICK / speed)
    return () => clearTimeout(handle)
  }, [playing, position, session, seek, play, announce, speed])
}
