/** What is shown if a view breaks: a sentence and a way on, instead of an empty page. */
import { Component } from 'react'
import type { ReactNode } from 'react'
import { say } from '../store/language'

interface State {
  readonly problem: Error | undefined
}

export class LastResort extends Component<{ children: ReactNode }, State> {
  override state: State = { problem: undefined }

  static getDerivedStateFromError(problem: Error): State {
    return { problem }
  }

  override render(): ReactNode {
    const { problem } = this.state
    if (!problem) return this.props.children
    return (
      <main className="welcome" role="alert">
        <h1>{say('page.mistake')}</h1>
        <p className="lead">{say('page.mistake-what')}</p>
        <pre>{problem.message}</pre>
        <button type="button" onClick={() => location.reload()}>
          {say('page.mistake-again')}
        </button>
      </main>
    )
  }
}
