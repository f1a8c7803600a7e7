/** The inspector: explains whatever is selected, with the numbers of this moment. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { BlockPanel } from './BlockPanel'
import { BundlePanel } from './BundlePanel'
import { EdgePanel } from './EdgePanel'
import { InputPanel } from './InputPanel'
import { OverviewPanel } from './OverviewPanel'
import { SectionPanel } from './SectionPanel'
import { SymbolPanel } from './SymbolPanel'

export function Inspector({ session }: { session: Session | undefined }) {
  const say = useSay()
  const selection = useDesk((desk) => desk.selection)
  // Panels read the graph as it is at this event.
  useDesk((desk) => desk.position)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
    <section className="inspector" aria-label={say('inspector.label')} tabIndex={0}>
      <Panel session={session} selection={selection} />
    </section>
  )
}

function Panel({ session, selection }: { session: Session | undefined; selection: ReturnType<typeof useSelection> }) {
  if (selection?.kind === 'input') return <InputPanel id={selection.id} />
  if (session && selection?.kind === 'bundle') return <BundlePanel session={session} bundle={selection} />
  if (!session || !selection || selection.kind === 'bundle' || !exists(session, selection))
    return <OverviewPanel session={session} />
  switch (selection.kind) {
    case 'edge':
      return <EdgePanel session={session} edge={selection.id} />
    case 'symbol':
      return <SymbolPanel session={session} symbol={selection.id} />
    case 'block':
      return <BlockPanel session={session} block={selection.id} />
    case 'section':
      return <SectionPanel session={session} section={selection.id} />
  }
}

const useSelection = () => useDesk((desk) => desk.selection)

/** Earlier in time a thing may not have been made yet. */
function exists(
  { graph }: Session,
  { kind, id }: { kind: 'edge' | 'symbol' | 'block' | 'section'; id: number },
): boolean {
  const table = { edge: graph.edges, symbol: graph.symbols, block: graph.blocks, section: graph.sections }[kind]
  return id < table.length
}
