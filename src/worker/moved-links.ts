/**
 * Links of files so huge that there must not be two copies of anything: when the link is over and its pictures are made,
 * its tables, its log and what is content in its files move to the page, and the worker keeps nothing. What is asked for
 * later is linked again.
 */
import { Describer } from '../engine/arch/describe'
import { contentPieces } from '../engine/graph/content-pieces'
import { indexEdges, indexTargets } from '../engine/graph/edge-index'
import { LinkGraph } from '../engine/graph/link-graph'
import { Replay } from '../engine/graph/replay'
import type { LinkOptions } from '../engine/passes/pass'
import type { LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import type { InputSurvey } from '../engine/session/survey'
import { surveyInputs } from '../engine/session/survey'
import { Workshop } from '../engine/table/workshop'
import { crossingsAtEnd } from '../scene/crossings-now'
import type { Compared } from '../scene/difference/compare'
import type { LaidOut, LinkToLayOut } from '../scene/laid-out'
import { isLarge, layOutBlocks, layOutLink } from '../scene/laid-out'
import { findRecords } from '../scene/stale'
import { compareWhereLive } from './compare-links'
import type { AskedInput, LinkAnswer, Paper, WorkStep } from './protocol'
import { release } from './release'

type Inputs = readonly AskedInput[]

/** What the page gets of a link, and nothing of it is left here. */
export interface MovedLink {
  readonly result: LinkResult
  readonly compared: Compared | undefined
  readonly surveys: readonly InputSurvey[]
  readonly parts: Pick<LinkAnswer, 'graph' | 'log' | 'outgoing' | 'incoming' | 'crossings' | 'pictures' | 'records'>
}

/** Links; compares with a link with other options, if some are given; makes both pictures, if the paper is known. */
export function makeMovedLink(
  inputs: Inputs,
  options: LinkOptions,
  former: LinkOptions | undefined,
  paper: Paper | undefined,
  progress: (step: WorkStep) => void,
): MovedLink {
  const workshop = new Workshop()
  const result = link(inputs, options, { log: true, progress, workshop })
  const compared = former && compareWithFormer(inputs, former, result, progress)
  const surveys = surveyInputs(inputs, result)
  return { result, compared, surveys, parts: takeApart(result, inputs, workshop, paper) }
}

/** The former link needs no log: it ends where both are compared. */
function compareWithFormer(
  inputs: Inputs,
  former: LinkOptions,
  result: LinkResult,
  progress: (step: WorkStep) => void,
): Compared {
  progress('compare')
  const workshop = new Workshop()
  const before = link(inputs, { ...former, ending: 'live' }, { log: false, workshop })
  const compared = compareWhereLive(before, result)
  release(workshop.everything)
  return compared
}

/** Each step lets go of what later ones do not need, for the last ones need the most. */
function takeApart(
  { graph: linked, log, arch, judge }: LinkResult,
  inputs: Inputs,
  workshop: Workshop,
  paper: Paper | undefined,
): MovedLink['parts'] {
  const moving = log!.toMove()
  const transfer = linked.toMove(contentPieces(linked, log!))
  release(workshop.lists)
  release(inputs.flatMap(({ bytes, isOwn }) => (isOwn ? [bytes.buffer] : [])))
  const graph = new LinkGraph(undefined, transfer)
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  const ready = { graph, arch, log: log!, outgoing, describer, replay: new Replay(graph, log!) }
  const pictures = paper && isLarge(graph) ? makePictures(ready, paper) : undefined
  const records = isLarge(graph) ? findRecords(log!) : undefined
  return {
    graph: transfer,
    log: moving,
    outgoing,
    incoming: indexTargets(graph),
    crossings: crossingsAtEnd(graph, judge, log!.length),
    ...(pictures ? { pictures } : {}),
    ...(records ? { records } : {}),
  }
}

const makePictures = (ready: LinkToLayOut, paper: Paper): readonly [LaidOut, LaidOut] => [
  layOutLink(ready, paper, true),
  // Most people never look at the earlier one.
  layOutBlocks(ready, paper, false),
]
