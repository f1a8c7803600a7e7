/** How life came to a block, from a root over the edges that carried it; or who refers to it, and why none of them lives. */
import { useMemo } from 'react'
import type { BlockId, EdgeId } from '../../../engine/graph/ids'
import { NO_SYMBOL } from '../../../engine/graph/ids'
import { SectionFlag } from '../../../engine/graph/schema'
import type { LifePath } from '../../../scene/why'
import { lifePath, referrersOf, rootIn, shortestPath } from '../../../scene/why'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Written } from '../Written'

export function WhyAlive({ session, block, name }: { session: Session; block: BlockId; name: string }) {
  const { graph } = session
  const path = lifePath(graph, block)
  const dead = path.state === 'removed'
  return (
    <>
      <h3>
        <Written text={dead ? `Why is ${name} dead?` : `Why is ${name} alive?`} />
      </h3>
      {path.state === 'held' && <p>It is metadata: kept whole, but it gives no life to what it points at.</p>}
      {path.state === 'undecided' && <p>{isMade(session, block) ? MADE : 'Not decided yet: pruning comes later.'}</p>}
      {dead && <WhyDead session={session} block={block} />}
      {path.state === 'alive' && <Strip session={session} path={path} />}
      {path.state === 'alive' && path.edges.length > 1 && <Shorter session={session} block={block} path={path} />}
    </>
  )
}

const MADE = 'The linker made it when pruning was over, because something alive asked for it.'

const isMade = ({ graph: { blocks, sections } }: Session, block: BlockId): boolean =>
  (sections.flags[blocks.section[block]] & SectionFlag.Synthetic) !== 0

/** A chain: what is a root and why, then block for block, with the edge that led on. */
function Strip({ session, path }: { session: Session; path: LifePath }) {
  const { graph, describer } = session
  const first = path.blocks[0]!
  const root = rootIn(graph, first)
  const rooted = root === NO_SYMBOL ? describer.block(first) : describer.symbol(root)
  const because = root === NO_SYMBOL ? 'asked to be kept: a root' : 'can be seen by other files: a root'
  return (
    <ol className="life">
      <li className="root">
        <Go to={{ kind: 'block', id: first }}>
          <Written text={rooted} />
        </Go>{' '}
        <span className="muted">{because}</span>
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
        <span>{`${describer.source(edge)} · ${describer.kind(edge)}`}</span>
      </Go>{' '}
      <Go to={{ kind: 'block', id: to }}>
        <Written text={describer.block(to)} />
      </Go>
    </li>
  )
}

/** Marking takes the first way it finds; this is one with the fewest edges, if that is another. */
function Shorter({ session, block, path }: { session: Session; block: BlockId; path: LifePath }) {
  const shortest = useMemo(() => shortestPath(session, block), [session, block])
  if (!shortest || shortest.edges.length >= path.edges.length) return null
  return (
    <>
      <p className="muted">
        {`Marking came this way first. A shortest way has ${shortest.edges.length} instead of ${path.edges.length} edges:`}
      </p>
      <Strip session={session} path={shortest} />
    </>
  )
}

const MOST_NAMES = 6

function WhyDead({ session, block }: { session: Session; block: BlockId }) {
  const { dead, held, live } = referrersOf(session, block)
  if (dead.length + held.length + live.length === 0) return <p>Nobody refers to it, and it is no root.</p>
  return (
    <>
      {dead.length > 0 && (
        <Names session={session} title="Only dead things refer to it, and the dead give no life:" blocks={dead} />
      )}
      {held.length > 0 && (
        <Names session={session} title="Metadata refers to it, but gives no life to what it points at:" blocks={held} />
      )}
      {live.length > 0 && (
        <Names session={session} title="What refers to it was made or kept for other reasons:" blocks={live} />
      )}
    </>
  )
}

function Names({ session, title, blocks }: { session: Session; title: string; blocks: readonly BlockId[] }) {
  const { describer, graph } = session
  return (
    <>
      <p>{title}</p>
      <ul className="names">
        {blocks.slice(0, MOST_NAMES).map((b) => (
          <li key={b}>
            <Go to={{ kind: 'block', id: b }}>{describer.block(b)}</Go>{' '}
            <span className="muted">{graph.sectionName(graph.blocks.section[b])}</span>
          </li>
        ))}
      </ul>
      {blocks.length > MOST_NAMES && <p className="muted">{`and ${blocks.length - MOST_NAMES} more`}</p>}
    </>
  )
}
