/** Finalize actions by name, one that fails, and where the link is abandoned. */
import { useState } from 'react'
import type { PhaseId } from '../../engine/graph/events'
import { phaseTitle, phaseWords } from '../../scene/phase-words'
import type { Words } from '../../messages/messages'
import { later, sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { addCall, removeCall } from '../../store/settings'
import type { Settings } from '../../store/settings'
import type { CallWish } from '../../worker/protocol'
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
  const say = useSay()
  const { failAction, abandonAt } = settings
  return (
    <>
      <h3>{say('what-if.actions.title')}</h3>
      <Calls settings={settings} session={session} />
      <Setting
        title={say('what-if.actions.fails')}
        says={say('what-if.actions.fails-says')}
        differs={failAction !== undefined}
        onDefault={() => void change({ failAction: undefined }, later('what-if.actions.none-fails'))}
      >
        <select
          aria-label={say('what-if.actions.fails-label')}
          value={failAction ?? ''}
          onChange={({ target: { value } }) =>
            void change(
              { failAction: value === '' ? undefined : Number(value) },
              value === ''
                ? later('what-if.actions.none-fails')
                : later('what-if.actions.nth-fails', { n: Number(value) + 1 }),
            )
          }
        >
          <option value="">{say('what-if.actions.fails-none')}</option>
          {Array.from({ length: Math.max(actionCount(session), (failAction ?? -1) + 1) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action is its number
            <option key={i} value={i}>
              {say('what-if.actions.nth', { n: i + 1 })}
            </option>
          ))}
        </select>
      </Setting>
      <Setting
        title={say('what-if.actions.abandon')}
        says={say('what-if.actions.abandon-says')}
        differs={abandonAt !== undefined}
        onDefault={() => void change({ abandonAt: undefined }, later('what-if.actions.to-end'))}
      >
        <select
          aria-label={say('what-if.actions.abandon-label')}
          value={abandonAt ?? ''}
          onChange={({ target: { value } }) =>
            void change(
              { abandonAt: value === '' ? undefined : (value as PhaseId) },
              value === ''
                ? later('what-if.actions.to-end')
                : later('what-if.actions.abandon-at', { phase: phaseWords(value as PhaseId) }),
            )
          }
        >
          <option value="">{say('what-if.actions.never')}</option>
          {ABANDON_PHASES.map((id) => (
            <option key={id} value={id}>
              {say('what-if.actions.at', { phase: phaseTitle(say, id) })}
            </option>
          ))}
        </select>
      </Setting>
    </>
  )
}

function actionCount(session: Session | undefined): number {
  if (!session) return 0
  const { replay, graph, log } = session
  const here = replay.position
  replay.seek(log.length)
  const count = graph.actions.length
  replay.seek(here)
  return count
}

function callWords({ call, undo }: CallWish): Words {
  if (undo === undefined) return call ?? later('what-if.calls.nothing')
  return call === undefined
    ? later('what-if.calls.only-twin', { twin: undo })
    : later('what-if.calls.with-twin', { call, twin: undo })
}

function Calls({ settings, session }: ActionProps) {
  const change = useDesk((desk) => desk.change)
  const say = useSay()
  const [call, setCall] = useState('')
  const [undo, setUndo] = useState('')
  const [problem, setProblem] = useState<string>()
  const calls = settings.calls ?? []
  const add = (): void => {
    const known = session && definedNames(session)
    const missing = [call, undo].find((name) => name !== '' && known && !known.has(name))
    setProblem(
      call === ''
        ? say('what-if.calls.name-first')
        : missing
          ? say('what-if.not-defined', { name: missing })
          : undefined,
    )
    if (call === '' || missing) return
    setCall('')
    setUndo('')
    void change(addCall(settings, undo === '' ? { call } : { call, undo }), later('what-if.calls.when', { call }))
  }
  return (
    <Setting
      title={say('what-if.calls.title')}
      spot="actions"
      says={say('what-if.calls.says')}
      differs={calls.length > 0}
      onDefault={() => void change({ calls: [] }, later('what-if.calls.none'))}
    >
      <ul className="rules">
        {calls.map((wish, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same call may stand there twice
          <li key={i}>
            <span className="mono">{sayWords(say, callWords(wish))}</span>
            <button
              type="button"
              aria-label={say('what-if.calls.remove', { call: sayWords(say, callWords(wish)) })}
              onClick={() =>
                void change(removeCall(settings, i), later('what-if.calls.not', { call: callWords(wish) }))
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <AddForm onAdd={add} problem={problem}>
        <input
          className="entry"
          aria-label={say('what-if.calls.function-label')}
          placeholder={say('what-if.calls.function')}
          value={call}
          spellCheck={false}
          onChange={({ target }) => setCall(target.value.trim())}
        />
        <input
          className="entry"
          aria-label={say('what-if.calls.twin-label')}
          placeholder={say('what-if.calls.twin')}
          value={undo}
          spellCheck={false}
          onChange={({ target }) => setUndo(target.value.trim())}
        />
      </AddForm>
    </Setting>
  )
}
