/** Copies a text and says so; where the browser does not let us, the text is shown to be copied by hand. */
import { useState } from 'react'
import { useDesk } from '../../store/context'

export function CopyButton({ text, what }: { text: string; what: string }) {
  const say = useDesk((desk) => desk.say)
  const [state, setState] = useState<'ready' | 'copied' | 'by hand'>('ready')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      say(`${what} copied.`)
    } catch {
      setState('by hand')
    }
  }
  return (
    <>
      <button type="button" className="plain" onClick={() => void copy()}>
        {state === 'copied' ? `${what} copied` : `Copy ${what.toLowerCase()}`}
      </button>
      {state === 'by hand' && (
        <textarea readOnly className="by-hand" aria-label={`${what}, to be copied by hand`} value={text} rows={4} />
      )}
    </>
  )
}
