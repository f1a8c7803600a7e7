/** Copies a text; where the browser does not let us, the text is shown to be copied by hand. */
import { useState } from 'react'
import type { Say } from '../../store/language'

/** The words on the button, before and after, are messages. */
export function CopyText({
  text,
  say,
  label = 'teacher.copy',
  done = 'teacher.copied',
}: {
  text: () => string
  say: Say
  label?: string
  done?: string
}) {
  const [state, setState] = useState<'ready' | 'copied' | 'by hand'>('ready')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text())
      setState('copied')
    } catch {
      setState('by hand')
    }
  }
  return (
    <>
      <button type="button" className="plain copy" onClick={() => void copy()}>
        {say(state === 'copied' ? done : label)}
      </button>
      {state === 'by hand' && <input type="text" readOnly className="mono" aria-label={say(label)} value={text()} />}
    </>
  )
}
