/**
 * How to make an object file on each system: rows of commands. Texts are the messages `make.ID`, `make.ID.text` and
 * `make.ID.expect`. A test runs every command whose compiler it finds, and links what comes out.
 */

export interface SystemRow {
  readonly id: string
  /** Whole commands, to be copied. */
  readonly commands: readonly string[]
  readonly source: 'c' | 'rust'
}

export const SYSTEMS = [
  { id: 'linux-gcc', commands: ['gcc -c first.c -o first.o'], source: 'c' },
  {
    id: 'linux-clang',
    commands: [
      'clang --target=x86_64-linux-gnu -c first.c -o first.o',
      'clang --target=aarch64-linux-gnu -c first.c -o first.o',
    ],
    source: 'c',
  },
  {
    id: 'macos',
    commands: ['clang -arch arm64 -c first.c -o first.o', 'clang -arch x86_64 -c first.c -o first.o'],
    source: 'c',
  },
  { id: 'windows-msvc', commands: ['cl /c /O1 first.c'], source: 'c' },
  {
    id: 'windows-clang',
    commands: ['clang --target=x86_64-windows-msvc -c first.c -o first.obj'],
    source: 'c',
  },
  { id: 'windows-mingw', commands: ['x86_64-w64-mingw32-gcc -c first.c -o first.o'], source: 'c' },
  {
    id: 'rust',
    commands: ['rustc --edition 2021 --crate-type lib -C panic=abort -C opt-level=1 --emit=obj first.rs -o first.o'],
    source: 'rust',
  },
  { id: 'anywhere', commands: [], source: 'c' },
] as const satisfies readonly SystemRow[]

export type SystemId = (typeof SYSTEMS)[number]['id']

/** Options whose effect can be seen on the page; the text is the message `make.option.ID`. */
export const OPTIONS = [
  { id: 'g', text: '-g' },
  { id: 'sections', text: '-ffunction-sections -fdata-sections' },
  { id: 'pic', text: '-fPIC' },
  { id: 'O1', text: '-O1' },
] as const

/** A function, a variable, and a reference to each. */
export const FIRST_C = `int counter = 40;

int bump(int by) {
  counter += by;
  return counter;
}

int main(void) { return bump(2); }
`

export const FIRST_RS = `#![no_std]

static COUNTER: core::sync::atomic::AtomicI32 = core::sync::atomic::AtomicI32::new(40);

#[no_mangle]
pub extern "C" fn bump(by: i32) -> i32 {
    COUNTER.fetch_add(by, core::sync::atomic::Ordering::Relaxed) + by
}

#[no_mangle]
pub extern "C" fn start() -> i32 {
    bump(2)
}
`

/** The row for the system that a browser says it runs on; people choose another if it is wrong. */
export function likelySystem(userAgent: string): SystemId {
  if (/iPhone|iPad|Android|CrOS/.test(userAgent)) return 'anywhere'
  if (/Macintosh/.test(userAgent)) return 'macos'
  if (/Windows/.test(userAgent)) return 'windows-msvc'
  return 'linux-gcc'
}
