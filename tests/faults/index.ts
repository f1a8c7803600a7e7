/**
 * The planted faults. A test suite that stays green with one of these in the engine has a hole. Adding one is a row here:
 * a line of the engine that is not often rewritten, and the test that must notice.
 */
import { COFF_FAULTS } from './coff'
import type { Fault } from './fault'
import { LINKING_FAULTS } from './linking'
import { MACHO_FAULTS } from './macho'
import { MEMORY_FAULTS } from './memory'

export const FAULTS: readonly Fault[] = [...MEMORY_FAULTS, ...LINKING_FAULTS, ...COFF_FAULTS, ...MACHO_FAULTS]
