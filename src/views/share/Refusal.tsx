/** What was asked for and cannot be had, as the status line says it, for those who look. */
import { useEffect, useState } from 'react'
import type { Words } from '../../messages/messages'
import { sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'

/** Milliseconds for which a refusal stays: long enough to read two sentences twice. */
const REFUSAL_STAYS = 9000

export function Refusal() {
  const say = useSay()
  const refusal = useDesk((desk) => desk.refusal)
  const [old, setOld] = useState<Words>('')
  useEffect(() => {
    setOld('')
    const handle = setTimeout(() => setOld(refusal), REFUSAL_STAYS)
    return () => clearTimeout(handle)
  }, [refusal])
  if (refusal === '' || refusal === old) return null
  return (
    <p className="refusal" aria-hidden="true">
      {sayWords(say, refusal)}
    </p>
  )
}
