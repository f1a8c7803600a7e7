/** The headline figures and the twelve crossings, as they are at this event. */
import { pairOfLetters } from '../../scene/pair-words'
import { useMemo, useRef } from 'react'
import { grouped } from '../../base/plural'
import type { CrossingCounts } from '../../engine/graph/crossings'
import { PAIR_LETTERS, pairOf } from '../../engine/graph/crossings'
import type { Figures as FigureValues } from '../../engine/graph/figures'
import { figuresOf } from '../../engine/graph/figures'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Question } from '../../lessons/questions/question'
import { CrossingsNow } from '../../scene/crossings-now'
import type { FigureName } from '../../scene/figure-sums'
import type { Headline } from '../../scene/headline'
import { headlineOf } from '../../scene/headline'
import { problemTitle } from '../../scene/diagnostic-words'
import { changesBetween, FIGURE_CELLS } from '../../scene/stale'
import { useDesk, useIsLinking } from '../../store/context'
import type { Drawer } from '../../store/drawer'
import { sameDrawer } from '../../store/drawer'
import { openQuestions, useGate } from '../../store/gate/gate'
import { useOpenQuestion } from '../../store/lessons/is-asking'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { failedAt, missesOf } from '../../store/selectors/misses'
import type { Session } from '../../store/session'
import { Written } from '../inspector/Written'

const NAMES: readonly FigureName[] = ['toTransmit', 'resident', 'afterFinalize', 'peak', 'graphOnly']

export function Figures({ session }: { session: Session }) {
  const say = useSay()
  const position = useDesk((desk) => desk.panelsAt)
  const isLinking = useIsLinking()
  const figures = useFigures(session, position)
  const crossings = useCrossings(session, position)
  const counts = crossings.at(position)
  const page = BigInt(session.pageSize)
  const isAsked = useAreAsked()
  const isFailed = position >= (failedAt(session) ?? Infinity)
  return (
    <section className="figures" aria-label={say('figures.title')} aria-busy={isLinking}>
      <dl>
        {NAMES.map((name) => (
          <Figure
            key={name}
            name={name}
            value={isAsked && CONTENT.includes(name) ? undefined : valueText(say, name, figures[name], page)}
          />
        ))}
      </dl>
      <Matrix counts={counts} />
      {isFailed ? (
        <Failure session={session} position={position} />
      ) : (
        <Warnings session={session} position={position} crossings={crossings} counts={counts} />
      )}
    </section>
  )
}

/** Figures that do not wait for a phase: they would answer a question about themselves. */
const CONTENT: readonly FigureName[] = ['toTransmit', 'graphOnly']

const isAboutFigures = ({ id }: Question): boolean => id.startsWith('figure ')

/** Whether a question about figures is open. */
function useAreAsked(): boolean {
  const asked = useOpenQuestion()
  const inLesson = asked !== undefined && isAboutFigures(asked)
  const atGate = useGate((gate) => openQuestions(gate).some(isAboutFigures))
  const gating = useDesk((desk) => desk.gating)
  return inLesson || (gating && atGate)
}

/** The figures, kept while no event changes one. */
function useFigures(session: Session, position: number): FigureValues {
  const last = useRef<{ session: Session; position: number; figures: FigureValues }>(undefined)
  const { current } = last
  const same = current?.session === session && !changesBetween(session.log, current.position, position, FIGURE_CELLS)
  const figures = same ? current.figures : figuresOf(session.graph)
  last.current = { session, position, figures }
  return figures
}

function useCrossings(session: Session, position: number): CrossingsNow {
  const { liveAt, crossings } = session
  // biome-ignore lint/correctness/useExhaustiveDependencies: made where the graph is or near by, and moves from there
  return useMemo(() => new CrossingsNow(session, position >= liveAt ? crossings : position), [session])
}

function valueText(say: Say, name: FigureName, bytes: bigint, page: bigint): string {
  const size = { bytes: grouped(bytes) }
  if (name === 'toTransmit' || name === 'graphOnly' || bytes === 0n) return say('figures.bytes', size)
  const pages = Number(bytes / page)
  return name === 'peak' ? say('figures.peak-pages', { pages }) : say('figures.pages', { ...size, pages })
}

/** Opens a list below the stage, or closes it if it is the one that is open. */
function usePull(drawer: Drawer): readonly [open: boolean, pull: () => void] {
  const open = useDesk((desk) => sameDrawer(desk.drawer, drawer))
  const pull = useDesk((desk) => desk.pull)
  return [open, () => pull(open ? undefined : drawer)]
}

/** A figure without a value is asked about. */
function Figure({ name, value }: { name: FigureName; value: string | undefined }) {
  const [open, pull] = usePull({ kind: 'figure', figure: name })
  const say = useSay()
  return (
    <div className="figure">
      <dt>{say(`figures.${name}.title`)}</dt>
      <dd>
        <button
          type="button"
          disabled={value === undefined}
          aria-expanded={open}
          aria-describedby={`says-${name}`}
          onClick={pull}
        >
          {value ?? '?'}
        </button>
        <span role="tooltip" id={`says-${name}`}>
          {say('figures.says', { says: say(`figures.${name}.says`) })}
        </span>
      </dd>
    </div>
  )
}

/** Rows and columns in the order in which people see them: Standard, Finalize, NoAlloc, outside. */
function Matrix({ counts }: { counts: CrossingCounts }) {
  const say = useSay()
  return (
    <div className="matrix">
      <div className="matrix-side">
        <span id="matrix-title">{say('figures.from-to')}</span>
        <KeepAlive count={counts.keepAlive} />
      </div>
      <table aria-labelledby="matrix-title">
        <tbody>
          {LIFETIMES.map(({ letter }, from) => (
            <tr key={letter}>
              {PAIR_LETTERS.map((name, to) => (
                <Cell key={name} from={from} to={to} counts={counts} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ from, to, counts: { count, warnings } }: { from: number; to: number; counts: CrossingCounts }) {
  const say = useSay()
  const pair = pairOf(from, to)
  const [open, pull] = usePull({ kind: 'pair', pair })
  const value = count[pair]!
  const bad = warnings[pair]!
  const state = `${bad > 0 ? ' bad' : ''}${value === 0 ? ' none' : ''}${from !== to && to < LIFETIMES.length ? ' cross' : ''}`
  return (
    <td className={`pair-${LIFETIMES[from]!.letter}${state}`}>
      <button
        type="button"
        aria-expanded={open}
        title={say(bad > 0 ? 'figures.edges-bad' : 'figures.edges', { count: value, bad })}
        onClick={pull}
      >
        <span>{pairOfLetters(say, from, to)}</span>
        <b>{`${grouped(value)}${bad > 0 ? '!' : ''}`}</b>
      </button>
    </td>
  )
}

function KeepAlive({ count }: { count: number }) {
  const say = useSay()
  const [open, pull] = usePull({ kind: 'keep-alive' })
  return (
    <button type="button" className="keep-alive" aria-expanded={open} onClick={pull}>
      {say('figures.keep-alive', { count })}
    </button>
  )
}

/** What the link failed over: a value that does not fit is selected; any other problem is told in the inspector. */
function Failure({ session, position }: { session: Session; position: number }) {
  const say = useSay()
  const select = useDesk((desk) => desk.select)
  const openTab = useDesk((desk) => desk.openTab)
  const look = useDesk((desk) => desk.look)
  const misses = missesOf(session, position)
  const [first] = misses
  const problem = session.diagnostics.find(({ severity }) => severity === 'error')
  const explain = (): void => {
    select(first === undefined ? undefined : { kind: 'edge', id: first })
    openTab('explain')
    if (first !== undefined) look('reveal')
  }
  return (
    <button type="button" className="warnings" onClick={explain}>
      <b>{say('figures.failed', { misses: misses.size })}</b>
      <span>
        {first !== undefined && <Written text={session.describer.edge(first)} />}
        {first === undefined && problem && problemTitle(say, problem.code)}
      </span>
    </button>
  )
}

interface WarningsProps {
  readonly session: Session
  readonly position: number
  readonly crossings: CrossingsNow
  readonly counts: CrossingCounts
}

/** The worst pair in words. One edge is selected at once; more of them open the list of their counter. */
function Warnings({ session, position, crossings, counts }: WarningsProps) {
  const say = useSay()
  const isCalm = counts.warnings.every((count) => count === 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const headline = useMemo(
    () => (isCalm ? undefined : headlineOf(session.graph, session.judge, crossings.warnings(), say)),
    [session, say, crossings, counts, isCalm ? 0 : position],
  )
  return headline ? <Worst session={session} headline={headline} /> : null
}

function Worst({ session, headline: { pair, edges, text } }: { session: Session; headline: Headline }) {
  const say = useSay()
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const [open, pull] = usePull({ kind: 'pair', pair })
  const first = edges[0]!
  const many = edges.length > 1
  const explain = (): void => {
    select({ kind: 'edge', id: first })
    look('reveal')
  }
  return (
    <button type="button" className="warnings" aria-expanded={many ? open : undefined} onClick={many ? pull : explain}>
      <b>{text}</b>
      <span>
        <Written
          text={
            many
              ? say('figures.worst-more', { edge: session.describer.edge(first), more: edges.length - 1 })
              : session.describer.edge(first)
          }
        />
      </span>
    </button>
  )
}
