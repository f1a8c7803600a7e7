/** What several passes ask about COFF: its unwind records are in `.pdata`, and its fields may count from the image's start. */
import type { SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

const COFF = 'coff'

/** The name by which code finds where the image starts. */
export const IMAGE_BASE = '__ImageBase'

/** Whether a section comes from a COFF object. */
export const isOfCoff = ({ files, sections }: LinkGraph, x: SectionId): boolean =>
  files[sections.file[x]]!.format === COFF
