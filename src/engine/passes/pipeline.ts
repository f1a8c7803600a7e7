/**
 * The link's passes in the order in which they run. This list is the pipeline: adding a pass is a file in this folder
 * and a line here.
 */
import { buildTables } from './build-tables'
import { chooseDefinitions } from './choose-definitions'
import { linkFrames } from './link-frames'
import { lowerThreads } from './lower-threads-x86-64'
import { markRoots } from './mark-roots'
import type { Pass } from './pass'
import { placeNames } from './place-names'
import { prune } from './prune'
import { recordResolvers } from './record-resolvers'
import { relax } from './relax-x86-64'
import { resolveNames } from './resolve-names'
import { splitFrames } from './split-frames'
import { terminateFrames } from './terminate-frames'

export const PIPELINE: readonly Pass[] = [
  splitFrames,
  linkFrames,
  terminateFrames,
  chooseDefinitions,
  lowerThreads,
  markRoots,
  prune,
  buildTables,
  placeNames,
  resolveNames,
  relax,
  recordResolvers,
]
