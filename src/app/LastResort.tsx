/** What is shown if a view breaks: a sentence and a way on, instead of an empty page. */
import { Component } from 'react'
import type { ReactNode } from 'react'

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
        <h1>The page made a mistake.</h1>
        <p className="lead">
          Your files are untouched. Load the page again; if it happens once more, please report this:
        </p>
        <pre>{problem.message}</pre>
        <button type="button" onClick={() => location.reload()}>
          Load again
        </button>
      </main>
    )
  }
}
