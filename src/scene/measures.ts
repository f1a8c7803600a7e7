/** Measures that more than one part of the layout keeps to, in world units: CSS pixels at zoom 1. */

/** Height of a section's title. */
export const SECTION_TITLE = 19
/** Between two sections. */
export const SECTION_GAP = 8
/** Between two blocks of a section. */
export const BLOCK_GAP = 4
/** Between a section's border and its blocks. */
export const BLOCK_INSET = 10
