/** The reader's entry: each question loads what it needs the first time, and is answered on its own. */
import capstone from '@alexaltea/capstone-js/dist/capstone.wasm?url'
import names from 'gecko-profiler-demangle/index_bg.wasm?url'
import { loadDemangler } from '../demangler/demangler'
import { loadDisassembler } from '../disassembler/capstone'
import { showThatAlive } from './alive'
import { sha256OfFile } from './sha256-of-file'
import type { FileId } from '../engine/graph/ids'
import { LinkGraph } from '../engine/graph/link-graph'
import { decodeAll, instructionAround } from './reader-code'
import type { DecodedInstruction, ReaderCall, ReaderCalls, ReaderReply, ReaderRequest } from './reader-protocol'

type Handlers = { [N in ReaderCall]: (ask: ReaderCalls[N]['ask']) => Promise<ReaderCalls[N]['answer']> }

const fetchBytes = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`)
  return response.arrayBuffer()
}

const HANDLERS: Handlers = {
  async instructions(ask) {
    const engine = await loadDisassembler(ask.processor, capstone)
    const found: DecodedInstruction[] = []
    for (const instruction of decodeAll(engine, ask)) {
      if (found.length >= ask.most) break
      found.push(instruction)
    }
    return found
  },
  async field(ask) {
    return instructionAround(await loadDisassembler(ask.processor, capstone), ask)
  },
  async names(ask) {
    const demangle = await loadDemangler(() => fetchBytes(names))
    return ask.map(demangle)
  },
  hash: sha256OfFile,
  async lines({ graph, file }) {
    const { readLines } = await import('./reader-lines')
    return readLines(new LinkGraph(undefined, graph), file as FileId)
  },
}

const post = (reply: ReaderReply): void => self.postMessage(reply)

const shownAlive = showThatAlive((alive) => self.postMessage(alive))

self.onmessage = async ({ data }: MessageEvent<ReaderRequest>): Promise<void> => {
  await shownAlive()
  const { id, call, ask } = data
  try {
    post({ id, answer: await (HANDLERS[call] as (ask: unknown) => Promise<ReaderCalls[ReaderCall]['answer']>)(ask) })
  } catch (problem) {
    post({ id, failed: problem instanceof Error ? problem.message : String(problem) })
  }
}
