/**
 * Gives memory back at once. What nobody refers to any more goes as well, but only when the browser comes round to it, and
 * until then a large link would take its room a second time.
 */

/** Where there is no such method yet, the memory goes later. */
interface MovableBuffer {
  transfer?(length: number): ArrayBuffer
}

/** The buffers are empty afterwards: nobody may need them. */
export function release(buffers: readonly ArrayBuffer[]): void {
  for (const buffer of buffers) (buffer as MovableBuffer).transfer?.(0)
}
