/** The built-in plugins, in the order in which they run. Adding one is a file in this folder and a line here. */
import { annotateMetadata } from './annotate-metadata'
import { initializers } from './initializers'
import type { Plugin } from './plugin'
import { registerFrames } from './register-frames'
import { shipMetadata } from './ship-metadata'

export const PLUGINS: readonly Plugin[] = [registerFrames, initializers, annotateMetadata, shipMetadata]
