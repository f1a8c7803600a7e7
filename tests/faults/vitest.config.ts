/**
 * The tests of the engine and of its formats with one fault planted: `LINKSCAPE_FAULT=id`. The fault is put in while the file is loaded, so the
 * sources on disk are never touched, and several faults can be tried at the same time.
 */
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { plant, sourceOf } from './fault'
import { FAULTS } from './index'

const plantFault = (id: string): Plugin => {
  const fault = FAULTS.find((row) => row.id === id)
  if (!fault) throw new Error(`no fault ${id}`)
  return {
    name: 'linkscape-fault',
    enforce: 'pre',
    transform: (code, file) => (file.endsWith(`/${sourceOf(fault)}`) ? plant(fault, code) : undefined),
  }
}

const { LINKSCAPE_FAULT } = process.env

/** Milliseconds: a machine that is only slow must not look like a fault. */
const PATIENCE = 240_000

export default defineConfig({
  root: process.cwd(),
  plugins: LINKSCAPE_FAULT === undefined ? [] : [plantFault(LINKSCAPE_FAULT)],
  test: {
    include: ['engine', 'formats', 'oracle'].map((folder) => `tests/${folder}/**/*.test.ts`),
    environment: 'node',
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
  },
})
