/** What a link said that could not be done, until somebody has read it. */
import { sayWords } from '../../messages/messages'
import { useSay } from '../../store/language'
import { useKeeper } from '../../store/links/context'

export function LinkNote() {
  const say = useSay()
  const problems = useKeeper((keeper) => keeper.problems)
  const dismiss = useKeeper((keeper) => keeper.dismiss)
  if (problems.length === 0) return null
  return (
    <div className="link-note" role="alert">
      <div>
        {problems.map((problem) => (
          <p key={sayWords(say, problem)}>{sayWords(say, problem)}</p>
        ))}
      </div>
      <button type="button" className="plain" onClick={dismiss}>
        {say('page.close-note')}
      </button>
    </div>
  )
}
