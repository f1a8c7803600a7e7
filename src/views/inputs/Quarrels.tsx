/** Names with two strong definitions, which end the link: who defines them, and the ways out that can be tried here. */
import type { Diagnostic } from '../../engine/graph/diagnostics'
import { DIAGNOSTICS } from '../../engine/graph/diagnostics'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { setStrength } from '../../store/settings'
import { strongDefinitions } from '../../scene/names-outside'

const STRUCTURE = 'symbol '

export function Quarrels({ session }: { session: Session }) {
  return session.diagnostics
    .filter(({ code, structure }) => code === 'duplicate-definition' && structure?.startsWith(STRUCTURE))
    .map((diagnostic) => <Quarrel key={diagnostic.detail} session={session} diagnostic={diagnostic} />)
}

function Quarrel({ session: { graph }, diagnostic }: { session: Session; diagnostic: Diagnostic }) {
  const say = useSay()
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const name = diagnostic.structure!.slice(STRUCTURE.length)
  const { title, remedy } = DIAGNOSTICS[diagnostic.code]
  const files = strongDefinitions(graph, name).map((s) => graph.files[graph.symbols.file[s]]!.name)
  return (
    <div className="problem error">
      <h3>{title}</h3>
      <p>{diagnostic.detail}.</p>
      <p>{remedy}</p>
      <p className="ways-out">
        {say('inputs.quarrel.if')}
        {[...new Set(files)].map((file) => (
          <button
            key={file}
            type="button"
            onClick={() =>
              void change(setStrength(settings, name, file, 'weak'), say('inputs.quarrel.change', { name, file }))
            }
          >
            {say('inputs.quarrel.weak-in', { file })}
          </button>
        ))}
      </p>
    </div>
  )
}
