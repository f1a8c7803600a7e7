/** Files that were on the desk in this tab, so that going back to them asks nobody. The oldest go when it gets much. */

const MOST_BYTES = 256 * 1024 * 1024

export class KnownFiles {
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>()
  #bytes = 0

  get(sha256: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#files.get(sha256)
  }

  add(sha256: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#files.has(sha256)) return
    this.#files.set(sha256, bytes)
    this.#bytes += bytes.length
    for (const [oldest, old] of this.#files) {
      if (this.#bytes <= MOST_BYTES) return
      this.#files.delete(oldest)
      this.#bytes -= old.length
    }
  }
}
