/** Names that mean other names, given by hand. An alias of an alias means what that one means. */

/** What a name means in the end; itself if nobody gave it another meaning, or if the meanings go round in a circle. */
export function meaningOf(name: string, aliases: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let meaning = name
  for (let next = aliases.get(meaning); next !== undefined; next = aliases.get(meaning)) {
    if (seen.has(meaning)) return name
    seen.add(meaning)
    meaning = next
  }
  return meaning
}
