/** A text of the messages: paragraphs at line feeds, code between backticks. */

export function Prose({ text, className }: { text: string; className?: string }) {
  return text.split('\n').map((paragraph, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place
    <p key={i} className={className}>
      <Inline text={paragraph} />
    </p>
  ))
}

/** The same within a line. */
export function Inline({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <code key={i} translate="no">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
