/** How life came to a block, from a root over the edges that carried it; or who refers to it, and why none of them lives. */
import { useMemo } from 'react'
import type { BlockId, EdgeId } from '../../../engine/graph/ids'
import { NO_SYMBOL } from '../../../engine/graph/ids'
import { SectionFlag } from '../../../engine/graph/schema'
import type { LifePath } from '../../../scene/why'
import { lifePath, referrersOf, rootIn, shortestPath } from '../../../scene/why'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Written } from '../Written'

/** `name`: what has the block, if that is not the panel’s own block. */
export function WhyAlive({ session, block, name }: { session: Session; block: BlockId; name?: string }) {
  const say = useSay()
  const { graph } = session
  const path = lifePath(graph, block)
  const dead = path.state === 'removed'
  return (
    <>
      <h3>
        <Written text={say(whyTitle(dead, name), { name: name ?? '' })} />
      </h3>
      {path.state === 'held' && <p>{say('inspector.held')}</p>}
      {path.state === 'undecided' && <p>{say(isMade(session, block) ? 'inspector.made' : 'inspector.undecided')}</p>}
      {dead && <WhyDead session={session} block={block} />}
      {path.state === 'alive' && <Strip session={session} path={path} />}
      {path.state === 'alive' && path.edges.length > 1 && <Shorter session={session} block={block} path={path} />}
    </>
  )
}

function whyTitle(dead: boolean, name: string | undefined): string {
  if (name === undefined) return dead ? 'inspector.why-dead-it' : 'inspector.why-alive-it'
  return dead ? 'inspector.why-dead' : 'inspector.why-alive'
}

const isMade = ({ graph: { blocks, sections } }: Session, block: BlockId): boolean =>
  (sections.flags[blocks.section[block]] & SectionFlag.Synthetic) !== 0

/** A chain: what is a root and why, then block for block, with the edge that led on. */
function Strip({ session, path }: { session: Session; path: LifePath }) {
  const say = useSay()
  const { graph, describer } = session
  const first = path.blocks[0]!
  const root = rootIn(graph, first)
  const rooted = root === NO_SYMBOL ? describer.block(first) : describer.symbol(root)
  const because = root === NO_SYMBOL ? 'inspector.root-kept' : 'inspector.root-seen'
  return (
    <ol className="life">
      <li className="root">
        <Go to={{ kind: 'block', id: first }}>
          <Written text={rooted} />
        </Go>{' '}
        <span className="muted">{say(because)}</span>
      </li>
      {path.edges.map((e, i) => (
        <Link key={e} session={session} edge={e} to={path.blocks[i + 1]!} />
      ))}
    </ol>
  )
}

function Link({ session: { describer }, edge, to }: { session: Session; edge: EdgeId; to: BlockId }) {
  return (
    <li>
      <Go to={{ kind: 'edge', id: edge }}>
        <span>
          <Written text={describer.source(edge)} /> · {describer.kind(edge)}
        </span>
      </Go>{' '}
      <Go to={{ kind: 'block', id: to }}>
        <Written text={describer.block(to)} />
      </Go>
    </li>
  )
}

/** Marking takes the first way it finds; this is one with the fewest edges, if that is another. */
function Shorter({ session, block, path }: { session: Session; block: BlockId; path: LifePath }) {
  const say = useSay()
  const shortest = useMemo(() => shortestPath(session, block), [session, block])
  if (!shortest || shortest.edges.length >= path.edges.length) return null
  return (
    <>
      <p className="muted">{say('inspector.shorter', { n: shortest.edges.length, instead: path.edges.length })}</p>
      <Strip session={session} path={shortest} />
    </>
  )
}

const MOST_NAMES = 6

function WhyDead({ session, block }: { session: Session; block: BlockId }) {
  const say = useSay()
  const { dead, held, live } = referrersOf(session, block)
  if (dead.length + held.length + live.length === 0) return <p>{say('inspector.nobody-refers')}</p>
  return (
    <>
      {dead.length > 0 && <Names session={session} title={say('inspector.dead-refer')} blocks={dead} />}
      {held.length > 0 && <Names session={session} title={say('inspector.metadata-refers')} blocks={held} />}
      {live.length > 0 && <Names session={session} title={say('inspector.others-refer')} blocks={live} />}
    </>
  )
}

function Names({ session, title, blocks }: { session: Session; title: string; blocks: readonly BlockId[] }) {
  const say = useSay()
  const { describer, graph } = session
  return (
    <>
      <p>{title}</p>
      <ul className="names">
        {blocks.slice(0, MOST_NAMES).map((b) => (
          <li key={b}>
            <Go to={{ kind: 'block', id: b }}>
              <Written text={describer.block(b)} />
            </Go>{' '}
            <span className="muted">
              <Written text={graph.sectionName(graph.blocks.section[b])} />
            </span>
          </li>
        ))}
      </ul>
      {blocks.length > MOST_NAMES && (
        <p className="muted">{say('inspector.and-more', { n: blocks.length - MOST_NAMES })}</p>
      )}
    </>
  )
}
