/** The list below the search field: groups with counts, and of their lines only those on screen. */
import { useRef } from 'react'
import { shortenName } from '../../base/shorten'
import type { Query } from '../../scene/query/parse'
import { isTyped, wordsOf } from '../../scene/query/parse'
import { globPlaces } from '../../scene/query/glob'
import { useSay } from '../../store/language'
import { useWritten } from '../../store/names'
import type { Session } from '../../store/session'
import { useLineShown, useLinesInView } from '../../widgets/long-list'
import type { FoundList, Result, ResultGroup } from './found-list'
import { textOf } from './found-list'

/** Characters of a name; longer ones are shortened, unless that takes away what was searched for. */
const LONGEST = 52

/** Height of a line, and of a group's heading. */
const LINE = 26

export interface ResultsProps {
  readonly session: Session
  readonly list: FoundList
  readonly query: Query
  /** The chosen line. */
  readonly at: number
  readonly onGo: (result: Result) => void
  readonly onShowEdges: () => void
}

export function Results({ session, list, query, at, onGo, onShowEdges }: ResultsProps) {
  const box = useRef<HTMLDivElement>(null)
  const say = useSay()
  const { groups } = list
  // A group's heading takes a line as well.
  const rowOf = (line: number): number => line + groups.filter(({ first }) => first <= line).length
  const rows = list.length + groups.length
  const { first, end } = useLinesInView(box, rows, LINE)
  useLineShown(box, list.length > 0 ? rowOf(at) : -1, LINE)
  const words = wordsOf(query)
  return (
    <>
      {list.length === 0 && query.terms.length > 0 && (
        <p role="status">
          {isTyped(query) || words.length !== 1
            ? say('header.nothing-found')
            : say('header.nothing-called', { name: words[0]! })}
        </p>
      )}
      <div className="result-list" ref={box} id="search-results" role="listbox" aria-label={say('header.results')}>
        <div role="presentation" style={{ height: rows * LINE, position: 'relative' }}>
          {groups.map((group) => (
            <Group
              key={group.subject}
              group={group}
              top={rowOf(group.first) - 1}
              shown={[first, end]}
              at={at}
              line={(line) => <Line session={session} result={list.at(line)!} words={words} onGo={onGo} />}
            />
          ))}
        </div>
      </div>
      {list.length > 0 && (
        <p className="result-ways">
          <button
            type="button"
            tabIndex={-1}
            onPointerDown={(event) => {
              event.preventDefault()
              onShowEdges()
            }}
          >
            {say('header.show-edges')} <kbd>Ctrl Enter</kbd>
          </button>
        </p>
      )}
    </>
  )
}

interface GroupProps {
  readonly group: ResultGroup
  /** Row of its heading. */
  readonly top: number
  /** Rows on screen, [first, end). */
  readonly shown: readonly [number, number]
  readonly at: number
  readonly line: (line: number) => React.ReactNode
}

function Group({ group: { subject, count, first, end }, top, shown, at, line }: GroupProps) {
  const say = useSay()
  const listed = end - first
  const title =
    listed < count ? say(`header.some-${subject}`, { count, listed }) : say(`header.found-${subject}`, { count })
  const from = Math.max(0, shown[0] - top - 1)
  const to = Math.min(listed, shown[1] - top - 1)
  if (to <= 0 && top >= shown[1]) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div role="group" aria-label={title}>
      <p aria-hidden="true" style={{ top: top * LINE }}>
        {title}
      </p>
      {Array.from({ length: Math.max(0, to - from) }, (_, i) => first + from + i).map((at0) => (
        <div
          key={at0}
          id={`search-${at0}`}
          className="result"
          role="option"
          tabIndex={-1}
          aria-selected={at0 === at}
          aria-setsize={listed}
          aria-posinset={at0 - first + 1}
          style={{ top: (top + 1 + at0 - first) * LINE }}
        >
          {line(at0)}
        </div>
      ))}
    </div>
  )
}

interface LineProps {
  readonly session: Session
  readonly result: Result
  readonly words: readonly string[]
  readonly onGo: (result: Result) => void
}

function Line({ session, result, words, onGo }: LineProps) {
  const say = useSay()
  const { label, note } = textOf(say, session, result)
  const written = useWritten(label)
  const fits = (text: string): boolean => words.every((word) => globPlaces(word, text))
  const short = shortenName(written, LONGEST)
  const isSeen = fits(written)
  return (
    <div
      title={written === label ? label : `${written}\n${label}`}
      onPointerDown={(event) => {
        event.preventDefault()
        onGo(result)
      }}
    >
      <b>
        <Marked text={fits(short) ? short : written} words={words} />
      </b>{' '}
      <span>
        {/* Found by the raw name only: then that is shown as well. */}
        {!isSeen && written !== label ? <Marked text={label} words={words} /> : note}
      </span>
    </div>
  )
}

/** A text in which what was searched for stands out. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const places = words.flatMap((word) => globPlaces(word, text) ?? []).sort(([a], [b]) => a - b)
  const parts: React.ReactNode[] = []
  let done = 0
  for (const [start, end] of places) {
    if (start < done) continue
    parts.push(text.slice(done, start), <mark key={start}>{text.slice(start, end)}</mark>)
    done = end
  }
  return [...parts, text.slice(done)]
}
