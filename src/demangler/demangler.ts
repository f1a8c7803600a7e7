/**
 * Names as their authors wrote them: C++ names are mangled by the Itanium ABI, Rust's by its own rules. The library is
 * the profiler's of Firefox, compiled to WebAssembly (147 kB compressed): it knows both manglings whole,
 * which smaller ones in JavaScript do not. Loaded when the first mangled name is seen.
 */

import { usualWords } from './special-names'

interface Compiled extends WebAssembly.Exports {
  __wbindgen_start(): void
}

/** What we use of the package: its glue, which waits for the compiled module. */
interface Glue {
  __wbg_set_wasm(exports: Compiled): void
  demangle_any(name: string): string
}

/** The name as it was written, or the same name if it is not mangled. */
export type Demangle = (name: string) => string

let loading: Promise<Demangle> | undefined

/** `wasm`: fetches the compiled module. Rejects if WebAssembly is not allowed or that fails. */
export function loadDemangler(wasm: () => Promise<BufferSource>): Promise<Demangle> {
  loading ??= start(wasm)
  return loading
}

async function start(wasm: () => Promise<BufferSource>): Promise<Demangle> {
  const [glue, bytes] = await Promise.all([
    import('gecko-profiler-demangle/index_bg.js') as Promise<unknown> as Promise<Glue>,
    wasm(),
  ])
  const { instance } = await WebAssembly.instantiate(bytes, { './index_bg.js': glue as never })
  const compiled = instance.exports as Compiled
  glue.__wbg_set_wasm(compiled)
  compiled.__wbindgen_start()
  return (name) => {
    const written = glue.demangle_any(name)
    // Of a name that only looks mangled the library takes the underscore that Mach-O puts in front.
    return written === name.slice(1) ? name : usualWords(written)
  }
}
