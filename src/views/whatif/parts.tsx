/** Controls that the parts of the what-if panel share. */
import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { useSay } from '../../store/language'
import type { SpotName } from '../lessons/spots'

export interface SettingProps {
  readonly title: string
  readonly says: ReactNode
  /** By this name a lesson's spotlight finds it, in every language. */
  readonly spot?: SpotName | undefined
  /** It differs from the default. */
  readonly differs: boolean
  /** Goes back to the default. */
  readonly onDefault?: () => void
  readonly children: ReactNode
}

/** One setting: its name, a mark if it is not the default, the control, a sentence. */
export function Setting({ title, says, spot, differs, onDefault, children }: SettingProps) {
  const say = useSay()
  return (
    <div className={`setting${differs ? ' differs' : ''}`} data-spot={spot}>
      <p className="setting-title">
        <b>{title}</b>
        {differs && (
          <>
            <span className="mark">{say('what-if.mark')}</span>
            {onDefault && (
              <button
                type="button"
                className="quiet"
                onClick={onDefault}
                aria-label={say('what-if.to-default', { title })}
              >
                {say('what-if.default')}
              </button>
            )}
          </>
        )}
      </p>
      {children}
      <p className="says">{says}</p>
    </div>
  )
}

export interface ChoiceProps<T extends string> extends Pick<SettingProps, 'spot'> {
  readonly title: string
  readonly rows: readonly { readonly id: T; readonly title: string; readonly says: string }[]
  readonly value: T
  readonly usual: T
  /** Told the value, which is undefined where it is as usual, and what holds then. */
  readonly onChoose: (id: T | undefined, chosen: T) => void
}

/** One of a few; the sentence is that of the chosen one. */
export function Choice<T extends string>({ title, rows, spot, value, usual, onChoose }: ChoiceProps<T>) {
  const chosen = rows.find(({ id }) => id === value)
  return (
    <Setting
      title={title}
      spot={spot}
      says={chosen?.says}
      differs={value !== usual}
      onDefault={() => onChoose(undefined, usual)}
    >
      <fieldset className="choices" aria-label={title}>
        {rows.map((row) => (
          <button
            key={row.id}
            type="button"
            title={row.says}
            aria-pressed={row.id === value}
            onClick={() => onChoose(row.id === usual ? undefined : row.id, row.id)}
          >
            {row.title}
          </button>
        ))}
      </fieldset>
    </Setting>
  )
}

export interface SwitchProps {
  readonly title: string
  readonly says: ReactNode
  readonly on: boolean
  readonly usual: boolean
  readonly onSwitch: (on: boolean) => void
}

export function Switch({ title, says, on, usual, onSwitch }: SwitchProps) {
  const say = useSay()
  return (
    <div className={`setting${on === usual ? '' : ' differs'}`}>
      <div className="setting-title">
        <label className="setting-title">
          <input type="checkbox" checked={on} onChange={({ target }) => onSwitch(target.checked)} />
          <b>{title}</b>
        </label>
        {on !== usual && <span className="mark">{say('what-if.mark')}</span>}
      </div>
      <p className="says">{says}</p>
    </div>
  )
}

export interface EntryProps {
  readonly label: string
  readonly value: string
  /** Undefined if the text was taken; else why not, in a sentence. */
  readonly onEnter: (text: string) => string | undefined
  readonly placeholder?: string
  readonly list?: string
}

/** A text that counts when Enter is pressed or it is left. What cannot be used stays, with the reason. */
export function Entry({ label, value, onEnter, placeholder, list }: EntryProps) {
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const id = useId()
  const settle = (text: string): void => {
    if (text.trim() === value) {
      setProblem(undefined)
      setDraft(undefined)
      return
    }
    const wrong = onEnter(text.trim())
    setProblem(wrong)
    if (!wrong) setDraft(undefined)
  }
  return (
    <>
      <input
        className="entry"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? id : undefined}
        value={draft ?? value}
        placeholder={placeholder}
        list={list}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => draft !== undefined && settle(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(event.currentTarget.value)
          if (event.key !== 'Escape' || draft === undefined) return
          setDraft(undefined)
          setProblem(undefined)
          event.stopPropagation()
        }}
      />
      {problem && (
        <p className="wrong" id={id} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
