/** A headline figure as the sum that it is, term by term, so that it can be checked by hand. */
import { grouped } from '../../base/plural'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { FigureName, Term } from '../../scene/figure-sums'
import { FIGURES, sumOf } from '../../scene/figure-sums'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'

/** Terms listed at once; the sum is always that of all of them. */
const MOST_TERMS = 400

export function SumPanel({ session, figure }: { session: Session; figure: FigureName }) {
  // The graph is read as it is at this event.
  useDesk((desk) => desk.panelsAt)
  const say = useSay()
  const title = say(`figures.${figure}.title`)
  const all = FIGURES[figure].terms(session.graph, session.pageSize, say)
  const total = sumOf(all)
  return (
    <>
      <h2 id="drawer-title">
        {title} <span>{say(`figures.${figure}.says`)}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="terms" aria-labelledby="drawer-title" tabIndex={0} data-first>
        <table>
          <tbody>
            {all.slice(0, MOST_TERMS).map((term, i) => (
              <TermRow key={term.key} term={term} first={i === 0} />
            ))}
            {all.length > MOST_TERMS && (
              <tr>
                <td colSpan={4}>{say('crossings.more-terms', { n: all.length - MOST_TERMS })}</td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {title}
              </th>
              <td />
              <td className="number">{`= ${grouped(total)} B`}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  )
}

function TermRow({ term: { policy, label, note, bytes, section }, first }: { term: Term; first: boolean }) {
  const { letter, name } = LIFETIMES[policy]!
  return (
    <tr className={bytes === 0n ? 'nothing' : ''}>
      <td>
        <span className={`swatch policy-${letter}`} title={name}>
          {letter}
        </span>
      </td>
      <th scope="row">{section === undefined ? label : <Go to={{ kind: 'section', id: section }}>{label}</Go>}</th>
      <td>{note}</td>
      <td className="number">{`${first ? '' : '+ '}${grouped(bytes)}`}</td>
    </tr>
  )
}
