/**
 * Regular expressions in the search. Anybody can send a link with one, so they must not be able to hang the page: RE2JS, a
 * kept port of RE2, takes time that grows with the name only, where JavaScript's own engine tries every way there is. What
 * it leaves out for that are back references and looking around. Fetched when somebody first types one.
 */

/** Tests lower-case names; a sentence if the pattern is none. */
export type Patterns = (text: string) => ((name: string) => boolean) | string

/** Characters of a pattern, and states of what is made of it: larger ones would be slow, if never endless. */
const LONGEST = 200
const MOST_STATES = 1500

export async function loadPatterns(): Promise<Patterns> {
  const { RE2JS } = await import('re2js')
  return (text) => {
    if (text.length > LONGEST) return `A regular expression may have ${LONGEST} characters here.`
    try {
      const pattern = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE)
      if (pattern.programSize() > MOST_STATES) return `The regular expression ${text} repeats too much.`
      return (name) => pattern.test(name)
    } catch (problem) {
      const why = problem instanceof Error ? problem.message.replace(/^error parsing regexp: /, '') : ''
      return `The search cannot use the regular expression ${text}: ${why}. Back references and looking around are not known.`
    }
  }
}
