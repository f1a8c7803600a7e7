/**
 * Getting over the attributes of a debug entry. Files hold entries by the million, and nearly all of them are only
 * passed by, so each abbreviation is compiled to steps: so many bytes ahead, then a value that says its own size, and so
 * on. Neighbouring values of fixed size are one step, so a step costs at least a byte and no file can ask for more.
 */
import type { Cursor } from './cursor'
import type { FormSize, Sizes } from './forms'
import { fixedSize, formOf } from './forms'

/** Negative numbers are these; others are bytes to skip. */
const STEP = { leb: -1, string: -2, block1: -3, block2: -4, block4: -5, block: -6, indirect: -7 } as const

/** Fixed sizes stay below this when they are added up; larger ones could not be in a file anyway. */
const MOST_BYTES = 0x3fffffff

/** The steps over values of these forms. */
export function compileSteps(forms: readonly FormSize[], sizes: Sizes): Int32Array {
  const steps: number[] = []
  for (const size of forms) {
    const bytes = fixedSize(size, sizes)
    if (bytes === undefined) steps.push(STEP[size as keyof typeof STEP])
    else if ((steps.at(-1) ?? -1) >= 0) steps.push(Math.min(steps.pop()! + bytes, MOST_BYTES))
    else if (bytes > 0) steps.push(bytes)
  }
  return Int32Array.from(steps)
}

/** Moves the cursor over all values; a cursor that failed says that they are not all there. */
export function takeSteps(cursor: Cursor, steps: Int32Array, sizes: Sizes): void {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!
    if (step >= 0) cursor.skip(step)
    else if (step === STEP.leb) cursor.skipLeb()
    else takeLongStep(cursor, step, sizes)
  }
}

function takeLongStep(cursor: Cursor, step: number, sizes: Sizes): void {
  switch (step) {
    case STEP.string:
      cursor.stringEnd()
      return
    case STEP.block1:
      cursor.skip(cursor.u8())
      return
    case STEP.block2:
      cursor.skip(cursor.u16())
      return
    case STEP.block4:
      cursor.skip(cursor.u32())
      return
    case STEP.block:
      cursor.skip(cursor.uleb())
      return
    default:
      stepOverIndirect(cursor, sizes)
  }
}

function stepOverIndirect(cursor: Cursor, sizes: Sizes): void {
  const form = formOf(cursor.uleb())
  if (form && form.means !== 'indirect' && form.means !== 'implicit') stepOver(cursor, form.size, sizes)
  else cursor.skip(Number.POSITIVE_INFINITY)
}

/** Moves the cursor over one value. */
export function stepOver(cursor: Cursor, size: FormSize, sizes: Sizes): void {
  const bytes = fixedSize(size, sizes)
  if (bytes !== undefined) cursor.skip(bytes)
  else if (size === 'leb') cursor.skipLeb()
  else takeLongStep(cursor, STEP[size as keyof typeof STEP], sizes)
}
