/** The twelve pairs of policies as words of commands and links: `S-F`, `N-out`. By the number of the pair. */
import { PAIRS } from '../engine/graph/crossings'
import { pairName } from '../scene/crossing-list'

export const PAIR_IDS: readonly string[] = Array.from({ length: PAIRS }, (_, pair) => pairName(pair).replace('→', '-'))
