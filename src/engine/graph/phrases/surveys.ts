/** What an input is, and what there is to know about it although it was linked. No full stop at the end. */
export const SURVEYS = {
  archive: '{kind} archive',
  'archive-of': '{kind} archive of {content}',
  universal: 'a universal file ({processors})',
  'slice-of-universal': '{slice} of a universal file ({processors})',
  'import-library':
    'An import library. {n, plural, one {# member} other {# members}} of it only {n, plural, one {names} other {name}} what {dlls} {m, plural, one {has} other {have}}: Windows would load {m, plural, one {it} other {them}} with a program, and nothing loads DLLs here',
  'import-library-in-part':
    'An import library, in part or whole. {n, plural, one {# linked member} other {# linked members}} only {n, plural, one {names} other {name}} what a DLL has, and nothing loads DLLs here',
} as const
