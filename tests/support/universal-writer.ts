/** Writes universal files: slices behind a big-endian header, as lipo makes them. */

export interface WrittenSlice {
  readonly cpuType: number
  readonly cpuSubtype?: number
  readonly bytes: Uint8Array
}

const ALIGNMENT = 16

/** A universal file, with offsets of 32 bits or (`isWide`) of 64. */
export function writeUniversal(slices: readonly WrittenSlice[], isWide = false): Uint8Array {
  const rowBytes = isWide ? 32 : 20
  const aligned = (at: number): number => Math.ceil(at / ALIGNMENT) * ALIGNMENT
  const starts: number[] = []
  let end = 8 + rowBytes * slices.length
  for (const { bytes } of slices) {
    starts.push(aligned(end))
    end = aligned(end) + bytes.length
  }
  const whole = new Uint8Array(end)
  const view = new DataView(whole.buffer)
  view.setUint32(0, isWide ? 0xcafebabf : 0xcafebabe)
  view.setUint32(4, slices.length)
  slices.forEach(({ cpuType, cpuSubtype = 0, bytes }, i) => {
    const at = 8 + rowBytes * i
    view.setUint32(at, cpuType)
    view.setUint32(at + 4, cpuSubtype)
    if (isWide) {
      view.setBigUint64(at + 8, BigInt(starts[i]!))
      view.setBigUint64(at + 16, BigInt(bytes.length))
    } else {
      view.setUint32(at + 8, starts[i]!)
      view.setUint32(at + 12, bytes.length)
    }
    whole.set(bytes, starts[i]!)
  })
  return whole
}
