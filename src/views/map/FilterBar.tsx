/** Narrows down which edges are shown, says how many are, and takes everything back in one click. */
import { edgeKindName } from '../../engine/arch/arch'
import { PAIRS } from '../../engine/graph/crossings'
import type { EdgeKind } from '../../engine/graph/ids'
import { FIRST_RELOCATION_KIND } from '../../engine/graph/ids'
import { pairIn } from '../../scene/pair-words'
import type { EdgeScene } from '../../scene/edges'
import type { EdgeMask } from '../../scene/mask'
import { useDesk } from '../../store/context'
import type { EdgeFilter } from '../../store/filter'
import { isOpen, NO_FILTER } from '../../store/filter'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'

/** A search, in the language of searches. */
const EXAMPLE = 'from:main size>1k'

export interface FilterBarProps {
  readonly session: Session
  readonly counts: EdgeMask | undefined
  readonly scene: EdgeScene
}

export function FilterBar({ session, counts, scene }: FilterBarProps) {
  const say = useSay()
  const filter = useDesk((desk) => desk.filter)
  const narrow = useDesk((desk) => desk.narrow)
  const asking = useDesk((desk) => desk.asking)
  const text = counts ? say('map.passing', { n: counts.passing, all: counts.all }) : sayInView(say, scene)
  const found = useDesk((desk) => desk.found)
  const search = useDesk((desk) => desk.search)
  const open = isOpen(filter)
  // Differences between two runs are marked as well, and told of above their maps.
  const isSearch = useDesk((desk) => desk.query !== '')
  const marks = isSearch ? found.symbols.length + found.sections.length + found.blocks.length : 0
  if (!asking && open && marks === 0 && allSingle(scene)) return null
  return (
    <section className="filter" aria-label={say('map.edges-shown')}>
      {asking && <Questions session={session} />}
      <div className="filter-head">
        <span role="status">{text}</span>
        <Chips session={session} />
        {marks > 0 && (
          <button type="button" onClick={() => search('')}>
            {say('map.unmark', { n: marks })}
          </button>
        )}
        {!open && (
          <button type="button" onClick={() => narrow(NO_FILTER)}>
            {say('map.show-all')}
          </button>
        )}
      </div>
    </section>
  )
}

/** Every edge is drawn one by one: nothing needs to be said. */
const allSingle = ({ paths, inView }: EdgeScene): boolean => paths.length >= inView

/** How the edges in view are drawn; the parts add up to the whole. */
function sayInView(say: Say, { paths, ribbons, lanes, loops, other, inView }: EdgeScene): string {
  const banded = ribbons.reduce((sum, { count }) => sum + count, 0)
  const within = [...loops.values()].reduce((sum, count) => sum + count, 0)
  const single = inView - banded - within - other
  if (single === inView) return say('map.in-view', { n: inView })
  const parts = [
    single > 0 && say('map.singly', { n: single }),
    banded > 0 && say('map.in-ribbons', { n: banded, ribbons: ribbons.length }),
    within > 0 && say('map.within-stop', { n: within, stop: lanes.stop }),
    other > 0 && say('map.other', { n: other }),
    paths.length === 0 && banded === 0 && within === 0 && say('map.none-drawn'),
  ]
  return say('map.in-view-as', { n: inView, parts: parts.filter(Boolean).join(', ') })
}

/** What the filter asks, each question with a way to take it back. */
function Chips({ session: { arch, graph } }: { session: Session }) {
  const say = useSay()
  const { pair, kind, file, section, crossing, selection, query } = useDesk((desk) => desk.filter)
  const narrow = useDesk((desk) => desk.narrow)
  const chips: readonly (readonly [text: string | false, without: Partial<EdgeFilter>])[] = [
    [pair !== undefined && pairIn(say, pair), { pair: undefined }],
    [kind !== undefined && edgeKindName(arch, kind as EdgeKind), { kind: undefined }],
    [file !== undefined && (graph.files[file]?.name ?? say('map.a-file')), { file: undefined }],
    [section !== '' && say('map.section', { section }), { section: '' }],
    [crossing && say('map.crossings'), { crossing: false }],
    [selection && say('map.of-selection'), { selection: false }],
    [query !== '' && query, { query: '' }],
  ]
  return chips.map(
    ([text, without]) =>
      text !== false && (
        <button key={Object.keys(without)[0]} type="button" className="filter-chip" onClick={() => narrow(without)}>
          {text} <span aria-hidden="true">×</span>
          <span className="off-screen">{say('map.take-back')}</span>
        </button>
      ),
  )
}

function Questions({ session }: { session: Session }) {
  const say = useSay()
  const filter = useDesk((desk) => desk.filter)
  const narrow = useDesk((desk) => desk.narrow)
  const { graph, arch } = session
  const pairs = Array.from({ length: PAIRS }, (_, pair) => ({ value: pair, text: pairIn(say, pair) }))
  const kinds = kindsIn(session).map((kind) => ({
    value: kind,
    text: arch.edges[kind]?.name ?? say('map.kind-number', { kind }),
  }))
  const files = graph.files.map(({ name }, value) => ({ value, text: name }))
  return (
    <div className="filter-body">
      <Choice name={say('map.ask-pair')} options={pairs} value={filter.pair} onChange={(pair) => narrow({ pair })} />
      <Choice name={say('map.ask-kind')} options={kinds} value={filter.kind} onChange={(kind) => narrow({ kind })} />
      {files.length > 1 && (
        <Choice name={say('map.ask-file')} options={files} value={filter.file} onChange={(file) => narrow({ file })} />
      )}
      <label>
        {say('map.ask-section')}{' '}
        <input
          type="text"
          size={10}
          value={filter.section}
          onChange={({ target }) => narrow({ section: target.value.trim() })}
        />
      </label>
      <label>
        {say('map.ask-search')}{' '}
        <input
          type="text"
          size={16}
          value={filter.query}
          placeholder={EXAMPLE}
          onChange={({ target }) => narrow({ query: target.value })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={filter.crossing}
          onChange={({ target }) => narrow({ crossing: target.checked })}
        />{' '}
        {say('map.only-crossings')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={filter.selection}
          onChange={({ target }) => narrow({ selection: target.checked })}
        />{' '}
        {say('map.only-selection')}
      </label>
    </div>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly options: readonly { readonly value: number; readonly text: string }[]
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

function Choice({ name, options, value, onChange }: ChoiceProps) {
  const say = useSay()
  return (
    <label>
      {name}{' '}
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
      >
        <option value="">{say('map.any')}</option>
        {options.map(({ value: own, text }) => (
          <option key={own} value={own}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Edge kinds that occur in this link, by number. */
function kindsIn({ graph }: Session): number[] {
  const { kind } = graph.edges
  const seen = new Set<number>()
  for (let e = 0; e < graph.edges.length; e++) seen.add(kind[e as never])
  return [...seen].filter((value) => value >= FIRST_RELOCATION_KIND).sort((a, b) => a - b)
}
