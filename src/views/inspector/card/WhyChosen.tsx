/** Which of several definitions of a name counts, and why: where a block holds one that won, or one that lost. */
import type { Choice } from '../../../engine/graph/choices'
import { choiceText, factsOf } from '../../../engine/graph/choices'
import type { BlockId, SymbolId } from '../../../engine/graph/ids'
import { Base, NO_BLOCK } from '../../../engine/graph/ids'
import { lostBy, wonBy } from '../../../scene/choices'
import { choiceWords } from '../../../scene/event-words'
import { sayRow } from '../../../messages/messages'
import { useDesk } from '../../../store/context'
import type { Say } from '../../../store/language'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Written } from '../Written'

const MOST = 5

export function WhyChosen({ session, block }: { session: Session; block: BlockId }) {
  const say = useSay()
  const position = useDesk((desk) => desk.position)
  const { log, graph } = session
  const lost = lostBy(log, block, position)
  const all = [...lost, ...symbolsIn(session, block).flatMap((s) => wonBy(log, s, position))]
  if (all.length === 0) return null
  return (
    <>
      <h3>{say('inspector.which-counts')}</h3>
      <ul className="names">
        {all.slice(0, MOST).map((choice) => {
          const other = lost.includes(choice) ? graph.symbols.block[choice.winner] : choice.home
          return (
            <li key={choice.loser}>
              <Written text={sayChoice(say, session, choice)} />{' '}
              {other !== NO_BLOCK && <Go to={{ kind: 'block', id: other }}>{say('inspector.the-other')}</Go>}
            </li>
          )
        })}
      </ul>
      {all.length > MOST && <p className="muted">{say('inspector.and-more', { n: all.length - MOST })}</p>}
    </>
  )
}

/** The sentence of the event in which it was made. */
function sayChoice(say: Say, { graph }: Session, choice: Choice): string {
  const facts = factsOf(graph, choice)
  return sayRow(say, 'events.definitionChosen.says', choiceText(facts), choiceWords(facts))
}

function symbolsIn({ graph: { symbols } }: Session, b: BlockId): SymbolId[] {
  const found: SymbolId[] = []
  for (let s = 0 as SymbolId; s < symbols.length; s++)
    if (symbols.block[s] === b && symbols.base[s] === Base.Defined) found.push(s)
  return found
}
