/** A symbol: a name for a place in a block, or for something outside. */
import { useMemo } from 'react'
import { hex } from '../../base/hex'
import { selectionOf } from '../../engine/graph/comdat-selections'
import type { SymbolId } from '../../engine/graph/ids'
import { Base, Linkage, NO_BLOCK, NO_SYMBOL } from '../../engine/graph/ids'
import { hintsFor } from '../../engine/graph/missing-names'
import { SymbolFlag } from '../../engine/graph/schema'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Code } from '../disassembly/Code'
import { Hints, useIsDecided } from '../inputs/MissingNames'
import { addressText } from './BlockPanel'
import { HexDump } from './HexDump'
import { edgesAt, edgesFrom } from '../../store/edges-of'
import { WhyAlive } from './card/LifeStrip'
import { WhyChosen } from './card/WhyChosen'
import { EdgeList, Fact, Facts, Go, PolicyChip } from './parts'
import { PolicySwitch } from './PolicySwitch'
import { StrengthSwitch } from './StrengthSwitch'
import { Heading, Written } from './Written'

const SCOPES = [
  'inspector.scope-default',
  'inspector.scope-hidden',
  'inspector.scope-side-effects',
  'inspector.scope-local',
] as const

export function SymbolPanel({ session, symbol }: { session: Session; symbol: SymbolId }) {
  const say = useSay()
  const { graph, describer } = session
  const { base, block } = graph.symbols
  const home = base[symbol] === Base.Defined ? block[symbol] : NO_BLOCK
  return (
    <>
      <Heading text={describer.symbol(symbol)} />
      <p className="tags">
        <span className="tag strong">{say(kindOf(session, symbol))}</span>
        {home !== NO_BLOCK && <PolicyChip policy={graph.sections.lifetime[graph.blocks.section[home]]} />}
      </p>
      {graph.symbols.flags[symbol] & SymbolFlag.Removed ? (
        <p className="verdict">{say('inspector.name-dropped')}</p>
      ) : null}
      {home === NO_BLOCK ? (
        <OutsideFacts session={session} symbol={symbol} />
      ) : (
        <DefinedFacts session={session} symbol={symbol} />
      )}
      <EdgeList session={session} edges={edgesAt(session, symbol)} end="source" />
      {home !== NO_BLOCK && <WhyAlive session={session} block={home} name={describer.symbol(symbol)} />}
      {home !== NO_BLOCK && <WhyChosen session={session} block={home} />}
      <StrengthSwitch session={session} symbol={symbol} />
      {home !== NO_BLOCK && <PolicySwitch session={session} section={graph.blocks.section[home]} />}
    </>
  )
}

/** Its message. */
function kindOf({ graph }: Session, s: SymbolId): string {
  const { base, flags, linkage } = graph.symbols
  if (base[s] === Base.External)
    return flags[s] & SymbolFlag.WeaklyReferenced ? 'inspector.weak-reference' : 'inspector.name-from-outside'
  if (base[s] === Base.Absolute) return 'inspector.absolute'
  const what = flags[s] & SymbolFlag.Callable ? 'function' : 'symbol'
  // A COMDAT definition is weak in the tables, but an ordinary one does not go before it.
  const isWeak = linkage[s] === Linkage.Weak && selectionOf(flags[s]) === undefined
  return isWeak ? `inspector.weak-${what}` : `inspector.${what}`
}

function OutsideFacts({ session, symbol: s }: { session: Session; symbol: SymbolId }) {
  const say = useSay()
  const { graph } = session
  const isDecided = useIsDecided(session)
  const winner = graph.symbols.definition[s]
  // All names of the link are looked at: once for a symbol, not at every step.
  const hints = useMemo(() => (isDecided ? hintsFor(graph, graph.nameOf(s)) : []), [graph, s, isDecided])
  return (
    <>
      <Facts>
        <Fact name={say('inspector.needed-by')}>{graph.files[graph.symbols.file[s]]!.name}</Fact>
        <Fact name={say('inspector.address')}>{hex(graph.addressOf(s))}</Fact>
        <Fact name={say('inspector.defined-by')}>
          {winner === NO_SYMBOL ? (
            say('inspector.none-of-these')
          ) : (
            <Go to={{ kind: 'symbol', id: winner }}>{graph.files[graph.symbols.file[winner]]!.name}</Go>
          )}
        </Fact>
      </Facts>
      {winner === NO_SYMBOL && <Hints hints={hints} />}
    </>
  )
}

function DefinedFacts({ session, symbol: s }: { session: Session; symbol: SymbolId }) {
  const say = useSay()
  const { graph } = session
  const block = graph.symbols.block[s]
  const section = graph.blocks.section[block]
  const offset = Number(graph.symbols.offset.big[s])
  const end = offset + Number(graph.symbols.size.big[s])
  const own = edgesFrom(session, block).filter((e) => graph.edges.offset[e] >= offset && graph.edges.offset[e] < end)
  const address = addressText(say, session, block)
  return (
    <>
      <Facts>
        <Fact name={say('inspector.section')}>
          <Go to={{ kind: 'section', id: section }}>
            <Written text={graph.sectionName(section)} />
          </Go>
        </Fact>
        <Fact name={say('inspector.file')}>{graph.files[graph.sections.file[section]]!.name}</Fact>
        <Fact name={say('inspector.address')}>{address.startsWith('0x') ? hex(graph.addressOf(s)) : address}</Fact>
        <Fact name={say('inspector.in-its-block')}>
          <Go to={{ kind: 'block', id: block }}>{say('inspector.at-offset', { offset: hex(offset) })}</Go>
        </Fact>
        <Fact name={say('inspector.size')}>{say('inspector.bytes', { n: end - offset })}</Fact>
        <Fact name={say('inspector.scope')}>{say(SCOPES[graph.symbols.scope[s]]!)}</Fact>
      </Facts>
      <HexDump session={session} block={block} start={offset} end={end} />
      <Code session={session} block={block} start={offset} end={end} />
      <EdgeList session={session} edges={own} end="target" />
    </>
  )
}
