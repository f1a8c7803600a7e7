/** The list of keys, made from the same rows that handle them. */
import { useEffect, useRef, useState } from 'react'
import type { Say } from '../store/language'
import { useSay } from '../store/language'
import { KEYED, lettersOff, setLettersOff } from './keys'

const NAMES: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  'Shift+ArrowRight': '⇧→',
  'Shift+ArrowLeft': '⇧←',
  'Alt+ArrowLeft': 'Alt ←',
  'Alt+ArrowRight': 'Alt →',
  'Ctrl+Z': 'Ctrl Z',
  'Ctrl+Y': 'Ctrl Y',
  'Ctrl+Shift+Z': 'Ctrl ⇧Z',
  'Ctrl+Shift+P': 'Ctrl ⇧P',
  Escape: 'Esc',
}

/** A key as people read it. */
export const keyName = (say: Say, key: string): string => (key === ' ' ? say('keys.space') : (NAMES[key] ?? key))

/** The commands with keys in whose sentence or keys every word of the text occurs. */
export function keysFor(text: string, say: Say): typeof KEYED {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return KEYED.filter(([id, { keys }]) => {
    const row = `${say(`commands.${id}`)} ${keys.map((key) => keyName(say, key)).join(' ')}`.toLowerCase()
    return words.every((word) => row.includes(word))
  })
}

export function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [off, setOff] = useState(lettersOff)
  const [text, setText] = useState('')
  const say = useSay()
  const found = keysFor(text, say)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys" aria-label={say('keys.title')} onClose={onClose}>
      <h2>{say('keys.title')}</h2>
      <input
        type="search"
        aria-label={say('keys.search')}
        placeholder={say('keys.search')}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="off-screen" role="status">
        {text.trim() && say('keys.found', { count: found.length })}
      </p>
      {found.length === 0 && <p>{say('keys.nothing')}</p>}
      <dl>
        {found.map(([id, { keys }]) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{keyName(say, key)}</kbd>
              ))}
            </dt>
            <dd>{say(`commands.${id}`)}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={off}
          onChange={({ target }) => {
            setOff(target.checked)
            setLettersOff(target.checked)
          }}
        />{' '}
        {say('keys.letters-off')}
      </label>
      <p>{say('keys.elsewhere')}</p>
      <form method="dialog">
        <button type="submit">{say('keys.close')}</button>
      </form>
    </dialog>
  )
}
