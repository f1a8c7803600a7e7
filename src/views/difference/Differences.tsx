/** What the last change of settings made different, group by group; each line leads to what it is about. */
import { grouped } from '../../base/plural'
import type { BytesLine, Group, Line, Thing } from '../../scene/difference/sentences'
import { sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'

export function Differences() {
  const say = useSay()
  const difference = useDesk((desk) => desk.difference)
  const sentence = useDesk((desk) => desk.past.at(-1)?.sentence)
  if (!difference)
    return (
      <section className="differences" aria-label={say('difference.title')}>
        <h2>{say('difference.nothing-yet')}</h2>
        <p>{say('difference.how')}</p>
      </section>
    )
  return (
    <section className="differences" aria-label={say('difference.title')}>
      <h2>{sentence ? say('difference.after', { change: sayWords(say, sentence) }) : say('difference.back')}</h2>
      {difference.groups.length === 0 && <p>{difference.headline}</p>}
      {difference.groups.map((group) => (
        <GroupPart key={group.id} group={group} />
      ))}
    </section>
  )
}

/** Lines of a group that are shown before somebody asks for more. */
const FEW = 6

function GroupPart({ group: { id, title, lines, count, bad } }: { group: Group }) {
  const say = useSay()
  const rest = lines.slice(FEW)
  return (
    <>
      <h3 className={bad ? 'bad' : undefined}>
        {title}
        {id !== 'outcome' && <span className="count">{` ${grouped(count)}`}</span>}
      </h3>
      <Lines lines={lines.slice(0, FEW)} />
      {count > FEW && (
        <details>
          <summary>{say('difference.more', { count: count - FEW })}</summary>
          <Lines lines={rest} />
          {count > lines.length && <p className="muted">{say('difference.others', { count: count - lines.length })}</p>}
        </details>
      )}
    </>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="difference-lines">
      {lines.map((line) => (
        <li key={line.text}>
          {line.thing ? <To thing={line.thing}>{line.text}</To> : <p>{line.text}</p>}
          {line.why && <p className="muted why">{line.why}</p>}
          {line.bytes && line.bytes.length > 0 && <ByteLines bytes={line.bytes} />}
        </li>
      ))}
    </ul>
  )
}

function ByteLines({ bytes }: { bytes: readonly BytesLine[] }) {
  return (
    <ul className="byte-lines">
      {bytes.map(({ place, before, after, writer, thing }) => (
        <li key={place}>
          <To thing={thing}>
            <b>{place}</b> <span>{writer}</span>
          </To>
          <p className="mono">
            <del>{before}</del>
            <ins>{after}</ins>
          </p>
        </li>
      ))}
    </ul>
  )
}

function To({ thing, children }: { thing: Thing; children: React.ReactNode }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  return (
    <button
      type="button"
      className="to"
      onClick={() => {
        select(thing)
        look('reveal')
      }}
    >
      {children}
    </button>
  )
}
