/** LLVM 22 with its mistakes: one switch, and the list of what that means. */
import { plural } from '../../base/plural'
import { PHASES } from '../../engine/graph/events'
import { useDesk } from '../../store/context'
import type { Settings } from '../../store/settings'
import type { QuirkDescription } from '../../store/settings'
import { Switch } from './parts'

export function CompatSettings({
  settings,
  quirks,
}: {
  readonly settings: Settings
  readonly quirks: readonly QuirkDescription[]
}) {
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>LLVM 22</h3>
      <Switch
        title="As LLVM 22 does it"
        says="What llvm-jitlink 22 does, where it is wrong or gives up as well; its memory manager, no plugins, no kept metadata."
        on={settings.compat === true}
        usual={false}
        onSwitch={(compat) => void change({ compat }, compat ? 'as LLVM 22 does it' : 'as the ABI says')}
      />
      <QuirksHere quirks={quirks} />
      <details className="quirks">
        <summary>{`${plural(quirks.length, 'thing')} that LLVM 22 does otherwise`}</summary>
        <QuirkList quirks={quirks} />
      </details>
    </>
  )
}

/** Which of the quirks make a difference to this link; asked for, because it takes a link for each. */
function QuirksHere({ quirks }: { readonly quirks: readonly QuirkDescription[] }) {
  const here = useDesk((desk) => desk.quirksHere)
  const ask = useDesk((desk) => desk.askQuirks)
  if (here === undefined)
    return (
      <button type="button" className="link" onClick={() => void ask()}>
        Which of its mistakes matter for these files?
      </button>
    )
  if (here === 'asking') return <p role="status">Linking once without each of them…</p>
  const found = quirks.filter(({ id }) => here.includes(id))
  return (
    <div role="status" className="quirks">
      <p>
        <b>
          {found.length === 0
            ? 'None: these files come out the same without any one of them.'
            : `${plural(found.length, 'of them', 'of them')} ${found.length === 1 ? 'matters' : 'matter'} for these files:`}
        </b>
      </p>
      <QuirkList quirks={found} />
    </div>
  )
}

function QuirkList({ quirks }: { readonly quirks: readonly QuirkDescription[] }) {
  return (
    <dl>
      {quirks.map(({ id, llvm22, right, where }) => (
        <div key={id}>
          <dt>{`${PHASES.find((phase) => phase.id === where)?.title ?? where}: ${llvm22}`}</dt>
          <dd>{`By default: ${right}`}</dd>
        </div>
      ))}
    </dl>
  )
}
