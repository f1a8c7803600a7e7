/** Why a name is missing and what would help: a sentence or two for each way in which names go missing. */
export const HINTS = {
  'hint-local': '{file} has a {name}, but for itself alone. In C, take “static” away there.',
  'hint-underscore':
    '{file} defines {name}. macOS and 32-bit Windows put _ in front of C’s names, Linux does not: compile both for one system.',
  'hint-needs-extern-c':
    '{file} defines it as C++ does ({name}), and this file asks for it as C does: declare it extern "C" in the C++ file.',
  'hint-extern-c-missing':
    '{file} defines {name} as C does, and this file asks for it as C++ does: declare it extern "C" in the C++ file.',
  'hint-spelling': '{file} defines {name}, which is spelled almost like it.',
  'hint-library': 'It is usually in {library}: drop {file} here as well.',

  'the-c-library': 'the C library',
  'the-maths-library': 'the mathematics library',
  'the-thread-library': 'the thread library',
  'the-cpp-library': 'the C++ library',
  'the-unwinder': 'the unwinder',
  'the-compiler-library': 'the compiler’s own library',
  'a-sanitizer': 'a sanitizer or a coverage tool',
  'a-windows-dll': 'a Windows DLL',
  'import-library-of-dll': 'the DLL’s import library',
  'sanitizer-files': 'the compiler’s runtime (link with the same -fsanitize or --coverage)',
  'cpp-library-files': 'libstdc++.a or libc++.a (link with clang++ or g++)',
} as const
