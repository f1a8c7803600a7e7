/**
 * Where the map looks, from the whole link down to a block, and what edges are bundled between at this stop of the zoom.
 * Each step up zooms out to it.
 */
import { useEffect } from 'react'
import type { BlockId } from '../../engine/graph/ids'
import type { Box } from '../../scene/geometry'
import { blockBox, groupBox } from '../../scene/geometry'
import type { Stop } from '../../scene/lanes'
import { fileLanes } from '../../scene/lanes'
import type { Size, View } from '../../scene/view'
import { fitAll, fitBox } from '../../scene/view'
import type { Picture } from './picture'
import { notePlace } from './place-now'
import { windowOf } from './window'

/** Messages. */
const SAYS: Readonly<Record<Stop, string>> = {
  files: 'map.stop-files',
  sections: 'map.stop-sections',
  blocks: 'map.stop-blocks',
  edges: 'map.stop-edges',
}

/** A view is of the whole picture up to so many times its scale. */
const WHOLE = 1.15
/** A block is a place of its own once it takes this part of the map's height. */
const LEAST_OF_VIEW = 0.12

/** Tells the bar above the map where it looks. `settled`: the view when it last stood still. */
export function usePlace(picture: Picture, settled: View, size: Size, go: (view: View) => void): void {
  useEffect(() => {
    const crumbs = stepsTo(picture, settled, size).map(({ text, view }) => ({ text, go: () => go(view) }))
    notePlace({ crumbs, says: picture.layout.chrome === 1 ? '' : picture.say(SAYS[picture.edges.lanes.stop]) })
  }, [picture, settled, size, go])
  useEffect(() => () => notePlace(undefined), [])
}

interface Step {
  readonly text: string
  readonly view: View
}

function stepsTo(picture: Picture, settled: View, size: Size): readonly Step[] {
  const { layout, finder, session, say } = picture
  const { graph, describer } = session
  const whole = fitAll(layout, size)
  const steps: Step[] = [{ text: say('map.whole'), view: whole }]
  const block = settled.k <= WHOLE * whole.k ? undefined : windowOf(layout, finder, settled, size)?.block
  if (block === undefined) return steps
  const add = (text: string, box: Box | undefined): void => {
    if (box) steps.push({ text, view: fitBox(box, size) })
  }
  const section = graph.blocks.section[block]
  if (graph.files.length > 1) add(graph.files[graph.sections.file[section]]!.name, fileBox(picture, block))
  const { stop } = picture.edges.lanes
  if (layout.chrome > 1 && (stop === 'files' || stop === 'sections')) return steps
  add(graph.sectionName(section) || say('map.no-name'), groupBox(layout, groupOf(picture, block)))
  const box = blockBox(layout, block)
  const text = describer.block(block)
  if (box && box.h * settled.k > LEAST_OF_VIEW * size.height && text !== steps.at(-1)!.text) add(text, box)
  return steps
}

const groupOf = ({ layout }: Picture, b: BlockId): number => layout.slots.group[layout.slotOf[b]!]!

function fileBox(picture: Picture, b: BlockId): Box | undefined {
  const lanes = fileLanes(picture.layout, picture.session.graph)
  return lanes?.boxes[lanes.ofUnit[picture.layout.groups.unit[groupOf(picture, b)]!]!]
}
