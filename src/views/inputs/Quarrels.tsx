/** Names with two definitions that end the link: who defines them and how, and the ways out that can be tried here. */
import { spacedBytes } from '../../base/hex'
import { kindOfDefinition, selectionOfSymbol } from '../../engine/graph/definition-kinds'
import type { Diagnostic, DiagnosticCode } from '../../engine/graph/diagnostics'
import type { SymbolId } from '../../engine/graph/ids'
import { NO_BLOCK } from '../../engine/graph/ids'
import type { Phrase } from '../../engine/graph/phrases/phrase'
import { isPhrase } from '../../engine/graph/phrases/phrase'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { later } from '../../messages/messages'
import { problemDetail, problemRemedy, problemTitle } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { setStrength } from '../../store/settings'
import { Written } from '../inspector/Written'
import { quarrelling } from '../../scene/names-outside'

const QUARRELS: readonly DiagnosticCode[] = ['duplicate-definition', 'comdat-and-ordinary', 'coff-comdat-rivals']
/** Bytes of a definition that are shown. */
const FEW = 6

export function Quarrels({ session }: { session: Session }) {
  return session.diagnostics
    .filter(({ code, structure }) => QUARRELS.includes(code) && nameIn(structure) !== undefined)
    .map((diagnostic) => <Quarrel key={nameIn(diagnostic.structure)} session={session} diagnostic={diagnostic} />)
}

/** The name with two definitions. */
const nameIn = (structure: Phrase | undefined): string | undefined =>
  isPhrase(structure, 'symbol') || isPhrase(structure, 'comdat-of') ? String(structure.values?.name) : undefined

function Quarrel({ session: { graph }, diagnostic }: { session: Session; diagnostic: Diagnostic }) {
  const say = useSay()
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const name = nameIn(diagnostic.structure)!
  const rivals = quarrelling(graph, name)
  const files = rivals.map((s) => graph.files[graph.symbols.file[s]]!.name)
  return (
    <div className="problem error">
      <h3>{problemTitle(say, diagnostic.code)}</h3>
      {diagnostic.detail && (
        <p>
          <Written text={`${problemDetail(say, diagnostic)}.`} />
        </p>
      )}
      <ul className="names">
        {rivals.map((s) => (
          <li key={s}>{whoDefines(say, graph, s)}</li>
        ))}
      </ul>
      <p>{problemRemedy(say, diagnostic.code)}</p>
      <p className="ways-out">
        {say('inputs.quarrel.if')}
        {[...new Set(files)].map((file) => (
          <button
            key={file}
            type="button"
            onClick={() =>
              void change(setStrength(settings, name, file, 'weak'), later('inputs.quarrel.change', { name, file }))
            }
          >
            {say('inputs.quarrel.weak-in', { file })}
          </button>
        ))}
      </p>
    </div>
  )
}

/** A definition in a line: its file, of what kind it is, how large, and how it begins. */
function whoDefines(say: Say, graph: LinkGraph, s: SymbolId): string {
  const { symbols, blocks, files } = graph
  const home = symbols.block[s]
  const file = files[symbols.file[s]]!.name
  if (home === NO_BLOCK) return say('inputs.quarrel.fixed', { file })
  const content = graph.originalContent(home)?.subarray(0, FEW) ?? new Uint8Array(0)
  return say('inputs.quarrel.who', {
    file,
    kind: kindOfDefinition(graph, s, home),
    selection: selectionOfSymbol(graph, s) ?? '',
    section: graph.sectionName(blocks.section[home]),
    n: Number(blocks.size.big[home]),
    zeros: content.length === 0 ? 'yes' : 'no',
    content: spacedBytes(content),
    more: blocks.size.big[home] > BigInt(content.length) && content.length > 0 ? 'yes' : 'no',
  })
}
