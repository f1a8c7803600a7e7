/** A section's policy and protection, to be changed: the link runs again. */
import type { SectionId } from '../../engine/graph/ids'
import { Protection, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { policySays } from '../../scene/policy-words'
import { later, sayWords } from '../../messages/messages'
import { useDesk, useDeskStore } from '../../store/context'
import { givePolicy, whyFixed } from '../../store/give-policy'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import type { PolicyRule } from '../../store/settings'
import { removeRule } from '../../store/settings'

const RIGHTS = [
  { bit: Protection.Read, name: 'inspector.read' },
  { bit: Protection.Write, name: 'inspector.write' },
  { bit: Protection.Exec, name: 'inspector.execute' },
] as const

interface SwitchProps {
  readonly session: Session
  readonly section: SectionId
}

export function PolicySwitch({ session, section }: SwitchProps) {
  const say = useSay()
  const store = useDeskStore()
  const { graph } = session
  const name = graph.sectionName(section)
  const current = graph.sections.lifetime[section]
  const fixed = whyFixed(graph, section)
  if (fixed) return <p className="muted">{sayWords(say, fixed)}</p>
  return (
    <>
      <h3>{say('inspector.section-is', { name })}</h3>
      <fieldset className="switch" aria-label={say('inspector.policy-of', { name })}>
        {LIFETIMES.map((row, policy) => (
          <button
            key={row.name}
            type="button"
            className={`policy-${row.letter}`}
            aria-pressed={policy === current}
            onClick={() => void givePolicy(store.getState(), section, { lifetime: policy })}
          >
            {row.name}
          </button>
        ))}
      </fieldset>
      <Rights session={session} section={section} />
      <p className="muted">
        {policySays(say, current)} {say('inspector.change-policy')}
      </p>
      <OwnRule session={session} section={section} />
    </>
  )
}

function Rights({ session, section }: SwitchProps) {
  const say = useSay()
  const store = useDeskStore()
  const protection = session.graph.sections.protection[section]
  return (
    <fieldset className="rights">
      <legend className="muted">{protectionText(protection)}</legend>
      {RIGHTS.map(({ bit, name }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={(protection & bit) !== 0}
            onChange={() => void givePolicy(store.getState(), section, { protection: protection ^ bit })}
          />{' '}
          {say(name)}
        </label>
      ))}
    </fieldset>
  )
}

/** The rule made by hand for this section, if there is one, and the way back. */
function OwnRule({ session: { graph }, section }: SwitchProps) {
  const say = useSay()
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const name = graph.sectionName(section)
  const file = graph.files[graph.sections.file[section]]!.name
  const isOwn = (rule: PolicyRule): boolean => rule.pattern === name && rule.file === file
  const own = settings.policies?.find(isOwn)
  if (!own) return null
  return (
    <p>
      <span className="mark">{say('inspector.changed')}</span>{' '}
      <button
        type="button"
        className="link"
        onClick={() => void change(removeRule(settings, own), later('inspector.done-as-before', { name }))}
      >
        {say('inspector.as-before')}
      </button>
    </p>
  )
}
