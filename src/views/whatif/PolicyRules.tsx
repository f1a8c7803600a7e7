/** Policy rules: which sections get which lifetime and protection, in the order in which they apply. */
import { useState } from 'react'
import { protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { addRule, removeRule } from '../../store/settings'
import type { Settings } from '../../store/settings'
import type { PolicyRule } from '../../store/settings'
import { AddForm } from './AddForm'
import { Setting } from './parts'

interface RulesProps {
  readonly settings: Settings
  readonly session: Session | undefined
}

export function PolicyRules({ settings, session }: RulesProps) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  const rules = settings.policies ?? []
  return (
    <>
      <h3>{say('what-if.policies.title')}</h3>
      <Setting
        title={say('what-if.policies.rules')}
        spot="policy-rules"
        says={say('what-if.policies.says')}
        differs={rules.length > 0}
        onDefault={() => void change({ policies: [] }, later('what-if.policies.none'))}
      >
        <ul className="rules">
          {rules.map((rule) => (
            <li key={`${rule.pattern}\0${rule.file}`}>
              <RuleText rule={rule} />
              <button
                type="button"
                aria-label={say('what-if.policies.remove', { pattern: rule.pattern })}
                onClick={() =>
                  void change(removeRule(settings, rule), later('what-if.policies.removed', { pattern: rule.pattern }))
                }
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <AddRule settings={settings} session={session} />
      </Setting>
    </>
  )
}

function RuleText({ rule: { pattern, file, lifetime, protection } }: { rule: PolicyRule }) {
  const say = useSay()
  const row = lifetime === undefined ? undefined : LIFETIMES[lifetime]
  return (
    <span>
      <b className="mono">{pattern}</b>
      {file !== undefined && <span className="muted"> {say('what-if.policies.of', { file })}</span>}
      {row && <span className={`tag policy-${row.letter}`}>{row.name}</span>}
      {protection !== undefined && <span className="tag">{protectionText(protection)}</span>}
    </span>
  )
}

function AddRule({ settings, session }: RulesProps) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  const [pattern, setPattern] = useState('')
  const [lifetime, setLifetime] = useState(1)
  const [problem, setProblem] = useState<string>()
  const add = (): void => {
    const text = pattern.trim()
    setProblem(text === '' ? say('what-if.policies.name-first') : undefined)
    if (text === '') return
    setPattern('')
    void change(
      addRule(settings, { pattern: text, lifetime }),
      later('what-if.policies.is', { pattern: text, policy: LIFETIMES[lifetime]!.name }),
    )
  }
  return (
    <>
      <AddForm onAdd={add} problem={problem}>
        <input
          className="entry"
          aria-label={say('what-if.policies.pattern')}
          placeholder=".once.*"
          list="section-names"
          value={pattern}
          spellCheck={false}
          onChange={({ target }) => setPattern(target.value)}
        />
        <select
          aria-label={say('what-if.policies.policy')}
          value={lifetime}
          onChange={({ target }) => setLifetime(Number(target.value))}
        >
          {LIFETIMES.map(({ name }, id) => (
            <option key={name} value={id}>
              {name}
            </option>
          ))}
        </select>
      </AddForm>
      <datalist id="section-names">
        {sectionNames(session).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

const MOST_NAMES = 200

function sectionNames(session: Session | undefined): string[] {
  const names = new Set<string>()
  const length = session?.graph.sections.length ?? 0
  for (let x = 0; x < length && names.size < MOST_NAMES; x++) names.add(session!.graph.sectionName(x as never))
  return [...names]
}
