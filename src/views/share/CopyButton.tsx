/** Copies a text and says so; where the browser does not let us, the text is shown to be copied by hand. */
import { useState } from 'react'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'

export function CopyButton({ text, what }: { text: string; what: 'link' | 'embed' | 'commands' }) {
  const announce = useDesk((desk) => desk.say)
  const say = useSay()
  const [state, setState] = useState<'ready' | 'copied' | 'by hand'>('ready')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      announce(later(`share.copied-note.${what}`))
    } catch {
      setState('by hand')
    }
  }
  return (
    <>
      <button type="button" className="plain" onClick={() => void copy()}>
        {say(`share.${state === 'copied' ? 'copied' : 'copy'}.${what}`)}
      </button>
      {state === 'by hand' && (
        <textarea readOnly className="by-hand" aria-label={say(`share.by-hand.${what}`)} value={text} rows={4} />
      )}
    </>
  )
}
