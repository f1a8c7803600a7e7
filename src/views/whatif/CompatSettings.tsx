/** LLVM 22 with its mistakes: one switch, and the list of what that means. */
import { PHASES } from '../../engine/graph/events'
import { phaseTitle } from '../../scene/phase-words'
import { quirkDoes, quirkRight } from '../../scene/quirk-words'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
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
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>{say('what-if.compat.title')}</h3>
      <Switch
        title={say('what-if.compat.switch')}
        says={say('what-if.compat.says')}
        on={settings.compat === true}
        usual={false}
        onSwitch={(compat) => void change({ compat }, later(compat ? 'what-if.compat.on' : 'what-if.compat.off'))}
      />
      <QuirksHere quirks={quirks} />
      <details className="quirks">
        <summary>{say('what-if.compat.all', { count: quirks.length })}</summary>
        <QuirkList quirks={quirks} />
      </details>
    </>
  )
}

/** Which of the quirks make a difference to this link; asked for, because it takes a link for each. */
function QuirksHere({ quirks }: { readonly quirks: readonly QuirkDescription[] }) {
  const say = useSay()
  const here = useDesk((desk) => desk.quirksHere)
  const ask = useDesk((desk) => desk.askQuirks)
  if (here === undefined)
    return (
      <button type="button" className="link" onClick={() => void ask()}>
        {say('what-if.compat.ask')}
      </button>
    )
  if (here === 'asking') return <p role="status">{say('what-if.compat.asking')}</p>
  const found = quirks.filter(({ id }) => here.includes(id))
  return (
    <div role="status" className="quirks">
      <p>
        <b>{say('what-if.compat.found', { count: found.length })}</b>
      </p>
      <QuirkList quirks={found} />
    </div>
  )
}

function QuirkList({ quirks }: { readonly quirks: readonly QuirkDescription[] }) {
  const say = useSay()
  return (
    <dl>
      {quirks.map(({ id, llvm22, right, where }) => (
        <div key={id}>
          <dt>{say('what-if.compat.quirk', { phase: phaseIn(say, where), llvm: quirkDoes(say, { id, llvm22 }) })}</dt>
          <dd>{say('what-if.compat.right', { right: quirkRight(say, { id, right }) })}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Some quirks are of no phase: they are named by what they are about. */
function phaseIn(say: Say, where: string): string {
  const phase = PHASES.find(({ id }) => id === where)
  return phase ? phaseTitle(say, phase.id) : where
}
