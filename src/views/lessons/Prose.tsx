import { Written } from '../inspector/Written'

/** A text of the messages: paragraphs at line feeds, code between backticks. */

export function Prose({ text, className }: { text: string; className?: string }) {
  return text.split('\n').map((paragraph, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place
    <p key={i} className={className}>
      <Inline text={paragraph} />
    </p>
  ))
}

/** As many characters of a name as two or three lines hold. */
const MOST_OF_NAME = 72

/** The same within a line. */
export function Inline({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <code key={i} translate="no">
        <Written text={part} most={MOST_OF_NAME} />
      </code>
    ) : (
      part
    ),
  )
}
