/** Parts of names with `*` for anything. The time it takes grows with the name only, whatever the pattern is. */

/** Tests lower-case texts for a lower-case pattern. */
export function globTest(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text.includes(pattern)
  const parts = pattern.split('*').filter(Boolean)
  return (text) => placesOf(parts, text) !== undefined
}

/** Where the pattern's parts stand in a text, [start, end); undefined if they do not. Case does not matter. */
export function globPlaces(pattern: string, text: string): readonly (readonly [number, number])[] | undefined {
  return placesOf(pattern.toLowerCase().split('*').filter(Boolean), text.toLowerCase())
}

function placesOf(parts: readonly string[], text: string): readonly (readonly [number, number])[] | undefined {
  const places: (readonly [number, number])[] = []
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    if (at < 0) return undefined
    from = at + part.length
    places.push([at, from])
  }
  return places
}
