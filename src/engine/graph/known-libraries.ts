/**
 * Where names come from that programs use and seldom define. Only a hint for people: the linker never looks here. The
 * first row that fits a name wins.
 */
import type { Phrase } from './phrases/phrase'
import { tell, verbatim } from './phrases/phrase'
export interface KnownLibrary {
  readonly title: Phrase
  /** What to give a linker, or to drop here. */
  readonly file: Phrase
  readonly names: RegExp
}

/** Names of the C standard library and of POSIX that programs use most. */
const C_NAMES =
  'abort abs access assert atexit atof atoi atol bcmp bsearch bzero calloc chdir clock close closedir ctime dup dup2 ' +
  'environ errno execve exit fclose fcntl fdopen feof ferror fflush fgetc fgets fileno fopen fork fprintf fputc fputs ' +
  'fread free freopen fseek fseeko fstat ftell ftello ftruncate fwrite getc getchar getcwd getenv getpid gettimeofday ' +
  'gmtime ioctl isalnum isalpha isatty isdigit isspace kill labs localtime longjmp lseek lstat malloc memccpy memchr ' +
  'memcmp memcpy memmove memset mkdir mktime mmap mprotect munmap nanosleep open opendir perror pipe poll printf putc ' +
  'putchar puts qsort raise rand read readdir readlink realloc realpath remove rename rewind rmdir scanf select setenv ' +
  'setjmp setlocale setvbuf sigaction signal sleep snprintf sprintf srand sscanf stat stderr stdin stdout strcasecmp ' +
  'strcat strchr strcmp strcpy strcspn strdup strerror strftime strlen strncasecmp strncat strncmp strncpy strndup ' +
  'strpbrk strrchr strspn strstr strtod strtok strtol strtoll strtoul strtoull sysconf system tolower toupper time ' +
  'uname unlink unsetenv usleep vfprintf vprintf vsnprintf vsprintf wait waitpid write'

const MATHS_NAMES =
  'acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf exp exp2 expm1 fabs floor fma fmax fmin fmod ' +
  'frexp hypot ldexp lgamma log log10 log1p log2 modf nearbyint pow remainder rint round sin sinh sqrt tan tanh tgamma trunc'

/** A list as a pattern; systems put one underscore in front, fortified and 64-bit variants add more. */
const oneOf = (names: string, suffix = ''): RegExp => new RegExp(`^_?(?:${names.replaceAll(' ', '|')})${suffix}$`)

export const KNOWN_LIBRARIES: readonly KnownLibrary[] = [
  { title: tell('the-c-library'), file: verbatim('libc.a'), names: oneOf(C_NAMES, '(?:64|_unlocked|_r)?') },
  {
    title: tell('the-c-library'),
    file: verbatim('libc.a'),
    names:
      /^_{1,3}(?:\w+_chk|stack_chk_(?:fail|guard)|errno_location|error|libc_\w+|isoc\d\d_\w+|assert_(?:fail|rtn)|ctype_\w+|tls_get_addr)$/,
  },
  { title: tell('the-maths-library'), file: verbatim('libm.a (-lm)'), names: oneOf(MATHS_NAMES, '[fl]?') },
  {
    title: tell('the-thread-library'),
    file: tell('either', { one: 'libc.a', other: 'libpthread.a (-pthread)' }),
    names: /^_?(?:pthread|sem|thrd|mtx|cnd)_\w+$/,
  },
  {
    title: tell('the-cpp-library'),
    file: tell('cpp-library-files'),
    names:
      /^_{1,2}(?:ZNK?S[a-z]|ZNK?St|ZSt|ZNS[tabsiod]|ZT[VIS](?:N10__cxxabiv1|S)|Zn[wa]|Zd[la]|_cxa_|_gxx_personality|cxa_)\w*/,
  },
  {
    title: tell('the-unwinder'),
    file: tell('either', { one: 'libgcc_eh.a', other: 'libunwind.a' }),
    names: /^_{1,2}Unwind_\w+$|^__register_frame/,
  },
  {
    title: tell('the-compiler-library'),
    file: tell('either', { one: 'libgcc.a', other: 'compiler-rt' }),
    names:
      /^_{2,3}(?:u?(?:div|mod|divmod)|mul|neg|ash[lr]|lshr|clz|ctz|popcount|fixuns|fix|floatun|float|add|sub|[gl][te]|eq|ne|unord|extend|trunc|powi|aarch64_\w+|aarch64)(?:[sdtxqho][if]){0,2}\d?\w*$|^__?chkstk\w*$/,
  },
  {
    title: tell('a-sanitizer'),
    file: tell('sanitizer-files'),
    names: /^_{2,3}(?:asan|ubsan|tsan|msan|hwasan|sanitizer|llvm_profile|gcov|llvm_gcov)\w*$/,
  },
  { title: tell('a-windows-dll'), file: tell('import-library-of-dll'), names: /^__imp_\w+/ },
]

/** The library that is known for a name, if one is. */
export function libraryOf(name: string): KnownLibrary | undefined {
  return KNOWN_LIBRARIES.find(({ names }) => names.test(name))
}
