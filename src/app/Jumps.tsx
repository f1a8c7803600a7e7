/**
 * Ways to the parts of the page. In a large window they are seen only while they have the focus: who comes by Tab skips the
 * header with them. In a small one they stay at the lower edge, since the parts stand below one another.
 */
import { useDesk } from '../store/context'
import { useSay } from '../store/language'
import { useIsTaught } from '../store/lessons/context'

interface Jump {
  readonly to: string
  readonly title: string
}

export function Jumps() {
  const say = useSay()
  const taught = useIsTaught()
  const jumps: readonly Jump[] = [
    { to: 'stage', title: 'page.jump-picture' },
    { to: 'timeline', title: 'page.jump-timeline' },
    { to: 'side', title: taught ? 'page.jump-lesson' : 'page.jump-side' },
    { to: 'outline', title: 'page.jump-outline' },
  ]
  const news = useDesk((desk) => desk.selection !== undefined)
  return (
    <nav className="jumps" aria-label={say('page.jumps')}>
      {jumps.map(({ to, title }) => (
        <button key={to} type="button" className={to === 'side' && news ? 'news' : undefined} onClick={() => jump(to)}>
          {say(title)}
        </button>
      ))}
    </nav>
  )
}

function jump(to: string): void {
  const part = document.getElementById(to)
  part?.focus({ preventScroll: true })
  part?.scrollIntoView({ block: 'start' })
}
