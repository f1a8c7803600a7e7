/** What a planted fault is: one small change to the engine that has to turn a named test red. */

export interface Fault {
  readonly id: string
  /** Below `src/engine/`, without the ending. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly text: string
  readonly replacement: string
  /** What is wrong with it. */
  readonly wrong: string
  /** Each has to turn red: the test's file, below `tests/` and without its ending, and its name with those of its suites. */
  readonly red: readonly { readonly file: string; readonly name: string }[]
}

/** A test of the engine by its file and its full name. */
export const test = (file: string, name: string) => ({ file: `engine/${file}`, name })

export const sourceOf = ({ file }: Fault): string => `src/engine/${file}.ts`

/** The source with the fault in it. Throws if the fault's text is not there exactly once. */
export function plant(fault: Fault, source: string): string {
  const parts = source.split(fault.text)
  if (parts.length !== 2) {
    throw new Error(
      `${fault.id}: its text stands ${parts.length - 1} times in ${sourceOf(fault)}, not once: ${fault.text}`,
    )
  }
  return parts.join(fault.replacement)
}
