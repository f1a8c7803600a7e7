/** Finalize actions by name, one that fails, and where the link is abandoned. */
import { useState } from 'react'
import type { PhaseId } from '../../engine/graph/events'
import { PHASES } from '../../engine/graph/events'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { addCall, removeCall } from '../../store/settings'
import type { Settings } from '../../store/settings'
import { ABANDON_PHASES } from '../../store/settings-json'
import { AddForm } from './AddForm'
import { definedNames } from './names'
import { Setting } from './parts'

interface ActionProps {
  readonly settings: Settings
  readonly session: Session | undefined
}

export function ActionSettings({ settings, session }: ActionProps) {
  const change = useDesk((desk) => desk.change)
  const { failAction, abandonAt } = settings
  return (
    <>
      <h3>Life of the allocation</h3>
      <Calls settings={settings} session={session} />
      <Setting
        title="An action fails"
        says="The twins of those before it run in reverse, and the link has failed."
        differs={failAction !== undefined}
        onDefault={() => void change({ failAction: undefined }, 'no action fails')}
      >
        <select
          aria-label="Finalize action that fails"
          value={failAction ?? ''}
          onChange={({ target: { value } }) =>
            void change(
              { failAction: value === '' ? undefined : Number(value) },
              value === '' ? 'no action fails' : `action ${Number(value) + 1} fails`,
            )
          }
        >
          <option value="">none</option>
          {Array.from({ length: Math.max(actionCount(session), (failAction ?? -1) + 1) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action is its number
            <option key={i} value={i}>{`action ${i + 1}`}</option>
          ))}
        </select>
      </Setting>
      <Setting
        title="Abandon"
        says="Give the allocation up at the start of a phase: everything is given back, no action of any kind runs."
        differs={abandonAt !== undefined}
        onDefault={() => void change({ abandonAt: undefined }, 'go on to the end')}
      >
        <select
          aria-label="Phase at which the link is abandoned"
          value={abandonAt ?? ''}
          onChange={({ target: { value } }) =>
            void change(
              { abandonAt: value === '' ? undefined : (value as PhaseId) },
              value === '' ? 'go on to the end' : `abandon at ${titleOf(value)}`,
            )
          }
        >
          <option value="">never</option>
          {ABANDON_PHASES.map((id) => (
            <option key={id} value={id}>{`at ${titleOf(id)}`}</option>
          ))}
        </select>
      </Setting>
    </>
  )
}

const titleOf = (phase: string): string => PHASES.find(({ id }) => id === phase)!.title

function actionCount(session: Session | undefined): number {
  if (!session) return 0
  const { replay, graph, log } = session
  const here = replay.position
  replay.seek(log.length)
  const count = graph.actions.length
  replay.seek(here)
  return count
}

function Calls({ settings, session }: ActionProps) {
  const change = useDesk((desk) => desk.change)
  const [call, setCall] = useState('')
  const [undo, setUndo] = useState('')
  const [problem, setProblem] = useState<string>()
  const calls = settings.calls ?? []
  const add = (): void => {
    const known = session && definedNames(session)
    const missing = [call, undo].find((name) => name !== '' && known && !known.has(name))
    setProblem(call === '' ? 'Name a function first.' : missing ? `These files do not define “${missing}”.` : undefined)
    if (call === '' || missing) return
    setCall('')
    setUndo('')
    void change(addCall(settings, undo === '' ? { call } : { call, undo }), `call ${call} when finalized`)
  }
  return (
    <Setting
      title="Call when finalized"
      says="Functions that the executor calls once, in this order, behind those of initializer arrays; twins run in reverse when memory is deallocated. Recorded, never executed."
      differs={calls.length > 0}
      onDefault={() => void change({ calls: [] }, 'no calls')}
    >
      <ul className="rules">
        {calls.map((wish, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same call may stand there twice
          <li key={i}>
            <span className="mono">{wish.undo === undefined ? wish.call : `${wish.call}, twin ${wish.undo}`}</span>
            <button
              type="button"
              aria-label={`Do not call ${wish.call}`}
              onClick={() => void change(removeCall(settings, i), `do not call ${wish.call}`)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <AddForm onAdd={add} problem={problem}>
        <input
          className="entry"
          aria-label="Function to call"
          placeholder="function"
          value={call}
          spellCheck={false}
          onChange={({ target }) => setCall(target.value.trim())}
        />
        <input
          className="entry"
          aria-label="Its twin"
          placeholder="twin, if any"
          value={undo}
          spellCheck={false}
          onChange={({ target }) => setUndo(target.value.trim())}
        />
      </AddForm>
    </Setting>
  )
}
