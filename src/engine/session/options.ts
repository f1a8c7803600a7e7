/**
 * Ready-made sets of options. Base address, page size and slab are the same everywhere, so that the page, the command
 * and the reference tool speak of the same addresses.
 */
import type { LinkOptions, PluginId } from '../passes/pass'
import { LLVM_22, NO_QUIRKS } from '../quirks'

const COMMON = {
  base: 0x10000000n,
  pageSize: 4096,
  slabSize: 1n << 30n,
  roots: 'non-local',
  entries: [],
  absolutes: new Map<string, bigint>(),
  aliases: new Map<string, string>(),
  policies: [],
  strengths: [],
  relaxation: true,
  archives: 'on-demand',
  rules: 'landed',
  calls: [],
  ending: 'live',
} as const

/** What the command does without options: the ABI's way, strict about undefined names. */
export const DEFAULT_OPTIONS: LinkOptions = {
  ...COMMON,
  keepNoAlloc: 'hold',
  undefined: 'strict',
  quirks: NO_QUIRKS,
  manager: 'in-process',
  plugins: new Set<PluginId>(['initializers', 'register-frames']),
}

/** What the page does: a name that nobody defines gets an assumed address, visibly, and the story goes on to its end. */
export const PAGE_OPTIONS: LinkOptions = { ...DEFAULT_OPTIONS, undefined: 'assume', ending: 'deallocate' }

/** What llvm-jitlink 22 does, its mistakes included. */
export const COMPAT_OPTIONS: LinkOptions = {
  ...COMMON,
  keepNoAlloc: 'off',
  undefined: 'strict',
  quirks: LLVM_22,
  manager: 'slab',
  plugins: new Set<PluginId>(),
}
