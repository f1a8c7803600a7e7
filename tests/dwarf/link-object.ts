/** Links one object with debug information, so that its fields are filled in. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'

/** The link of an object whose undefined names are 0. */
export const linkObject = (path: string): LinkResult => linkBytes(basename(path), new Uint8Array(readFileSync(path)))

/** The same of bytes. */
export const linkBytes = (name: string, bytes: Uint8Array): LinkResult =>
  link([{ name, bytes }], { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })
