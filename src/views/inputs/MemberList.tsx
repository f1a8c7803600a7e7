/** The members of an archive: which were taken, for which name, for whom; the others stand there in grey. */
import { useMemo, useRef, useState } from 'react'
import { EVENT_CODE } from '../../engine/graph/events'
import type { FileId } from '../../engine/graph/ids'
import type { EventId } from '../../engine/graph/log'
import { problemDetail, problemTitle, sayPhrase } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { useLinesInView } from '../../widgets/long-list'
import type { MemberSurvey } from '../../worker/protocol'

/** Height of a line, in pixels. */
const LINE = 42
/** Lines that are shown at once, at most. */
const MOST_LINES = 5

interface MemberListProps {
  readonly name: string
  readonly members: readonly MemberSurvey[]
  readonly session: Session | undefined
}

export function MemberList({ name, members, session }: MemberListProps) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <details className="members" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say('inputs.members', { count: members.length })}</summary>
      {open && <Members name={name} members={members} session={session} />}
    </details>
  )
}

function Members({ name, members, session }: MemberListProps) {
  const say = useSay()
  const box = useRef<HTMLDivElement>(null)
  const { first, end } = useLinesInView(box, members.length, LINE)
  // What matters to the link comes first, each part in the archive's order.
  const sorted = useMemo(() => members.toSorted((a, b) => Number(isLeft(a)) - Number(isLeft(b))), [members])
  return (
    <section
      className="member-box"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box has to be reached by key
      tabIndex={0}
      aria-label={say('inputs.members-of', { name })}
      style={{ maxHeight: MOST_LINES * LINE }}
    >
      <ul style={{ height: members.length * LINE }}>
        {sorted.slice(first, end).map((member, i) => (
          <Member key={member.start} member={member} line={first + i} session={session} />
        ))}
      </ul>
    </section>
  )
}

function Member({ member, line, session }: { member: MemberSurvey; line: number; session: Session | undefined }) {
  const { name, role } = member
  const say = useSay()
  const says = saysOf(say, member)
  return (
    <li
      className={`member ${isNoted(member) ? 'noted' : role.kind}`}
      style={{ top: line * LINE, height: LINE }}
      title={say('inputs.member', { name, says })}
    >
      <b>{name}</b>
      {session && 'file' in role && <ShowEvent session={session} file={role.file} name={name} />}
      <span>{says}</span>
    </li>
  )
}

/** Refused, and nothing is wrong with that. */
const isNoted = ({ role }: MemberSurvey): boolean => role.kind === 'refused' && role.diagnostic.severity === 'note'

const isLeft = ({ role }: MemberSurvey): boolean => role.kind === 'left'

const saysOf = (say: Say, member: MemberSurvey): string =>
  [becameOf(say, member), member.note && sayPhrase(say, member.note)].filter(Boolean).join('. ')

/** What became of a member. */
function becameOf(say: Say, { role }: MemberSurvey): string {
  switch (role.kind) {
    case 'pulled':
      return role.pulled.by === undefined
        ? say('inputs.member.entry', { name: role.pulled.name })
        : say('inputs.member.needed', { name: role.pulled.name, by: role.pulled.by })
    case 'linked':
      return say('inputs.member.linked')
    case 'refused':
      return problemDetail(say, role.diagnostic) ?? problemTitle(say, role.diagnostic.code)
    case 'left':
      return say('inputs.member.left')
  }
}

/** Goes to the moment at which the member came in. */
function ShowEvent({ session, file, name }: { session: Session; file: FileId; name: string }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  const go = (): void => {
    const at = arrivalOf(session, file)
    if (at !== undefined) seek(at + 1)
  }
  return (
    <button type="button" className="tool" title={say('inputs.member.event-of', { name })} onClick={go}>
      {say('inputs.member.event')}
    </button>
  )
}

function arrivalOf({ log }: Session, file: FileId): EventId | undefined {
  const { type, a } = log.events
  for (let e = 0 as EventId; e < log.length; e++) {
    const arrives = type[e] === EVENT_CODE.memberPulled || type[e] === EVENT_CODE.fileRead
    if (arrives && a[e] === file) return e
  }
  return undefined
}
