/**
 * What is called by words, because it has no name of its own: each row’s `{of}` is the name that it is for. Commands and
 * prints have these words as they stand; whoever speaks another language gives the describer words of that.
 */
export const MADE_NAMES = {
  slot: 'slot for {of}',
  stub: 'stub for {of}',
  descriptor: 'descriptor of {of}',
  entry: 'GOT entry: {of}',
  'frame-of-record': 'FDE of a record',
  unwinding: 'unwinding of {of}',
  'end-of-records': 'end of records',
  nothing: 'nothing',
  file: 'a file',
  section: 'a section without a name',
  letterless: 'a name without letters',
} as const satisfies Record<string, string>

export type MadeName = keyof typeof MADE_NAMES

/** Says a made-up name; `of` is empty where it is for nothing. */
export type NameMaker = (name: MadeName, of: string) => string

export const englishName: NameMaker = (name, of) => MADE_NAMES[name].replace('{of}', () => of)
