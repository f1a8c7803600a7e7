/** Rings around what is picked on the map for an answer. */
import { useDesk, useDeskStore } from '../../store/context'
import { usePicks } from '../../store/picks'
import type { Selection } from '../../store/selection'
import { boxOnMap, Rings } from '../lessons/Spotlight'

export function PickRings() {
  const store = useDeskStore()
  const options = usePicks((state) => state.options)
  const chosen = usePicks((state) => state.chosen)
  const stage = useDesk((desk) => desk.stage)
  const things = options.filter(({ key, thing }) => chosen.has(key) && thing && thing.kind !== 'segment')
  if (things.length === 0 || stage !== 'map') return null
  return <Rings className="pick-ring" boxes={() => things.map(({ thing }) => boxOnMap(store, thing as Selection))} />
}
