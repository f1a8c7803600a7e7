/** A line of fields with a button that adds what they say, and why that cannot be, if it cannot. */
import { useSay } from '../../store/language'

export interface AddFormProps {
  readonly onAdd: () => void
  readonly problem: string | undefined
  /** The fields. */
  readonly children: React.ReactNode
}

export function AddForm({ onAdd, problem, children }: AddFormProps) {
  const say = useSay()
  return (
    <>
      <form
        className="add-rule"
        onSubmit={(event) => {
          event.preventDefault()
          onAdd()
        }}
      >
        {children}
        <button type="submit">{say('what-if.add')}</button>
      </form>
      {problem && (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
