/** An edge explained: what it is, its formula with the numbers of this link, its bytes and instruction, why it is so. */
import { pairOfLetters } from '../../scene/pair-words'
import { useMemo } from 'react'
import { explainEdge } from '../../engine/arch/explain'
import type { Operand } from '../../engine/arch/operands'
import { placesOf } from '../../engine/arch/places'
import { crossingOf, definitionOf, OUTSIDE } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_BLOCK } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { fieldWidth } from '../../scene/bytes'
import { edgeHistory } from '../../scene/edge-history'
import { edgeSays } from '../../scene/edge-words'
import { isKnown } from '../../scene/known-places'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Verdict } from '../crossings/Verdict'
import { BeforeAfter } from './card/BeforeAfter'
import { Field } from './card/Field'
import { Formula } from './card/Formula'
import { lettersOf } from './card/letters'
import { WhyAlive } from './card/LifeStrip'
import { OutOfReach } from './card/OutOfReach'
import { SourceOfField } from './card/SourceOfField'
import { WhatHappened } from './card/WhatHappened'
import { RelocationTag, WhyKind } from './card/WhyKind'
import { Go } from './parts'
import { PolicySwitch } from './PolicySwitch'
import { Heading } from './Written'

export function EdgePanel({ session, edge }: { session: Session; edge: EdgeId }) {
  const say = useSay()
  const { graph, arch, describer, judge, log } = session
  const position = useDesk((desk) => desk.position)
  const crossing = crossingOf(graph, edge, judge)
  const target = definitionOf(graph, graph.edges.target[edge])
  const block = graph.symbols.base[target] === Base.Defined ? graph.symbols.block[target] : NO_BLOCK
  const explanation = explainEdge(graph, arch, edge, placesOf(graph, arch))
  const changes = useMemo(() => edgeHistory(graph, log, edge, position), [graph, log, edge, position])
  const { kind, addend, offset } = graph.edges
  const now = { kind: kind[edge], target: graph.edges.target[edge], addend: addend.big[edge], offset: offset[edge] }
  // Cutting a block moves an edge, but does not change what it is.
  const first = changes.find(({ type }) => type === 'edgeLowered' || type === 'edgeRelaxed')
  // Before layout a value that does not fit means nothing yet.
  const placed = position >= (session.phases.find(({ id }) => id === 'fixup')?.first ?? log.length)
  const knows = (operand: Operand): boolean => isKnown(graph, edge, operand, placed)
  const isValueKnown = explanation !== undefined && lettersOf(explanation).every(knows)
  const letter = LIFETIMES[crossing.from]!.letter
  const width = fieldWidth(arch, now.kind)
  const aim = Number(graph.symbols.offset.big[target])
  return (
    <>
      <Heading text={describer.edge(edge)} />
      <p className="tags">
        <span className="tag strong">{describer.kind(edge)}</span>
        {kind[edge] !== KIND_KEEP_ALIVE && (
          <span className={`tag policy-${letter}`}>{pairOfLetters(say, crossing.from, crossing.to)}</span>
        )}
        <RelocationTag session={session} edge={edge} />
      </p>
      <p>{edgeSays(say, arch.edges[kind[edge]]!)}</p>
      <Verdict session={session} edge={edge} />
      {explanation && placed && <OutOfReach session={session} explanation={explanation} />}
      {explanation && <Formula session={session} explanation={explanation} knows={knows} isValueKnown={isValueKnown} />}
      <BeforeAfter
        session={session}
        edge={edge}
        before={first?.before ?? now}
        fits={explanation === undefined || (explanation.fits && explanation.isAligned)}
      />
      {explanation && isValueKnown && <Field session={session} explanation={explanation} />}
      <SourceOfField session={session} edge={edge} />
      <WhatHappened session={session} changes={changes} />
      <WhyKind session={session} edge={edge} />
      {block !== NO_BLOCK && <WhyAlive session={session} block={block} name={describer.target(edge)} />}
      {block !== NO_BLOCK && <PolicySwitch session={session} section={graph.blocks.section[block]} />}
      <p className="ends">
        <Go to={{ kind: 'block', id: graph.edges.block[edge] }} at={[now.offset, now.offset + (width || 1)]}>
          {say('inspector.where-field')}
        </Go>
        {block !== NO_BLOCK && (
          <Go to={{ kind: 'block', id: block }} at={[aim, aim + 1]}>
            {say('inspector.where-target')}
          </Go>
        )}
      </p>
      {crossing.to === OUTSIDE && <p className="muted">{say('inspector.target-outside')}</p>}
    </>
  )
}
