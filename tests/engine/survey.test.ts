/** What became of the inputs: what each is, and which members of an archive were linked, and why. */
import { verbatim } from '../../src/engine/graph/phrases/phrase'
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import type { InputSurvey } from '../../src/engine/session/survey'
import { surveyInputs } from '../../src/engine/session/survey'
import { writeArchive } from '../support/archive-writer'
import { readBytes } from '../support/link-files'

interface Input {
  readonly name: string
  readonly bytes: Uint8Array
}

const corpus = (name: string): Input => ({ name, bytes: readBytes(`tests/corpus/archives/${name}`) })

function survey(inputs: readonly Input[], options: Partial<LinkOptions> = {}): InputSurvey[] {
  return surveyInputs(inputs, link(inputs, { ...PAGE_OPTIONS, ...options }, { log: false }))
}

const roles = ({ members }: InputSurvey): string[] => members!.map(({ name, role }) => `${name}: ${role.kind}`)

describe('the survey of inputs', () => {
  it('says what an object is, and that it has no members', () => {
    expect(survey([corpus('main.o')])).toEqual([{ title: verbatim('ELF x86-64'), members: undefined, notes: [] }])
  })

  it('says of members why they were linked, and which were left', () => {
    const [, archive] = survey([corpus('main.o'), corpus('gnu.a')])
    expect(said(archive!.title)).toBe('GNU archive of ELF x86-64')
    expect(roles(archive!)).toEqual([
      'unused.o: left',
      'first.o: pulled',
      'a-name-that-is-longer-than-sixteen-letters.o: pulled',
    ])
    const { role } = archive!.members![1]!
    expect(role).toMatchObject({ pulled: { name: 'first', by: 'main.o' }, file: 1 })
  })

  it('says that all were linked if all were asked for, also in another order of inputs', () => {
    const [archive] = survey([corpus('gnu.a'), corpus('main.o')], { archives: 'all', order: [1, 0] })
    expect(roles(archive!).every((text) => text.endsWith(': linked'))).toBe(true)
  })

  it('says where in the archive a member lies', () => {
    const gnu = corpus('gnu.a')
    const [, archive] = survey([corpus('main.o'), gnu])
    for (const { start, size } of archive!.members!) {
      expect([...gnu.bytes.subarray(start, start + 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46])
      expect(start + size).toBeLessThanOrEqual(gnu.bytes.length)
    }
  })

  it('names members that are no objects, once they are wanted', () => {
    const bytes = writeArchive([
      { rawName: 'good.o/', bytes: corpus('main.o').bytes },
      { rawName: 'notes.txt/', bytes: new TextEncoder().encode('not an object') },
    ])
    const [archive] = survey([{ name: 'mixed.a', bytes }], { archives: 'all' })
    expect(roles(archive!)).toEqual(['good.o: linked', 'notes.txt: refused'])
  })

  it('has no title for what cannot be read', () => {
    expect(survey([{ name: 'x.txt', bytes: new TextEncoder().encode('hello') }])).toEqual([
      { title: undefined, members: undefined, notes: [] },
    ])
  })
})
