/**
 * Sections of debug information by their names in DWARF's own documents, `.debug_line`. Mach-O writes them otherwise,
 * `__DWARF,__debug_line`, and cuts names at sixteen letters.
 *
 * Source: DWARF 5, "Debug Section Relationships"; LLVM's names of Mach-O debug sections.
 */

const MACH_O = '__DWARF,__'

/** How names of debug sections begin, in all formats. */
export const DEBUG_STARTS: readonly string[] = ['.debug_', MACH_O]

/** What sixteen letters leave of longer names. */
const CUT: Readonly<Record<string, string>> = { debug_str_offs: 'debug_str_offsets' }

/** `.debug_line` for a section of any format that holds it; other names as they are. */
export function debugSectionName(name: string): string {
  if (!name.startsWith(MACH_O)) return name
  const short = name.slice(MACH_O.length)
  return `.${CUT[short] ?? short}`
}
