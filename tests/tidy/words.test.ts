/**
 * What the page says stands in message files: views hold no text that people read, and every message that the sources
 * name is there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadMessages } from '../../src/messages/languages'
import type { Messages } from '../../src/messages/messages'

/** Views whose text is in message files. The others still hold their own English. */
const TRANSLATED = [
  'src/app',
  'src/views/inputs',
  'src/views/header',
  'src/views/welcome',
  'src/views/gate',
  'src/views/share',
  'src/views/palette',
  'src/views/stage',
  'src/views/timeline',
  'src/views/outline',
  'src/views/whatif',
  'src/views/difference',
  'src/views/runs',
  'src/views/figures',
  'src/views/events',
  'src/views/lessons',
  'src/views/teach',
  'src/views/make',
  'src/views/inspector',
  'src/views/memory',
  'src/views/disassembly',
  'src/views/map',
  'src/views/crossings',
  'src/views/matrix',
  'src/views/outside',
]

/** Attributes that people read, or that are read to them. */
const READ = new Set(['title', 'aria-label', 'placeholder', 'alt', 'label', 'aria-valuetext', 'aria-description'])

/** Elements whose text is what a program or a keyboard calls something. */
const NO_LANGUAGE = new Set(['code', 'kbd', 'pre'])

/** What is called the same in every language: names and units. */
const SAME_EVERYWHERE = /^(?:Linkscape|[kMGT]?i?B|Ctrl|Shift|Alt|Enter|Tab|sha256)$/

/** Examples of what people type: names in programs. */
const EXAMPLES = new Set(['main', '.once.*'])

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

const nameOf = (node: Node): string => String((node.name as Node | undefined)?.name ?? '')

/** A message by its id, which whoever is given it says. */
const ID = /^[a-z][\w-]*(?:\.[\w-]+)+$/

/** Whether a word in it would have to be translated. */
const isText = (text: string): boolean =>
  !ID.test(text) &&
  !EXAMPLES.has(text) &&
  text.split(/[^\p{L}\p{N}]+/u).some((word) => /\p{L}{2}/u.test(word) && !SAME_EVERYWHERE.test(word))

/** Texts that an expression can be, as far as they stand in it: not what is given to functions. */
function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    case 'TemplateLiteral':
      return [
        ...(node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked),
        ...(node.expressions as Node[]).flatMap(textsOf),
      ]
    case 'JSXExpressionContainer':
      return textsOf(node.expression as Node)
    case 'ConditionalExpression':
      return [...textsOf(node.consequent as Node), ...textsOf(node.alternate as Node)]
    case 'LogicalExpression':
      return [...textsOf(node.left as Node), ...textsOf(node.right as Node)]
    default:
      return []
  }
}

/** Where a source holds text of its own: `line 12: Close`. */
function ownTexts(name: string, source: string): string[] {
  const found: string[] = []
  const note = (node: Node, texts: readonly string[]): void => {
    const line = source.slice(0, node.start).split('\n').length
    for (const text of texts) if (isText(text)) found.push(`${name}, line ${line}: ${text.trim()}`)
  }
  const visit = (node: Node): void => {
    if (node.type === 'JSXElement' && NO_LANGUAGE.has(nameOf(node.openingElement as Node))) return
    if (node.type === 'JSXText') note(node, [String(node.value)])
    if (node.type === 'JSXAttribute' && READ.has(nameOf(node)) && isNode(node.value)) note(node, textsOf(node.value))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      for (const child of node.children as Node[])
        if (child.type === 'JSXExpressionContainer') note(child, textsOf(child))
    for (const child of childrenOf(node)) visit(child)
  }
  visit(parseSync(name, source).program as unknown as Node)
  return found
}

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))

describe('a view', () => {
  const views = filesIn('src', /\.tsx$/).filter((name) => TRANSLATED.some((part) => name.startsWith(part)))

  it('holds no text of its own', () => {
    expect(views.length).toBeGreaterThan(20)
    expect(views.flatMap((name) => ownTexts(name, readFileSync(name, 'utf8')))).toEqual([])
  })

  it('would be reported if it did', () => {
    const source = `export const V = ({ a, n }) => (
      <p title="Zoom in" className="not read" aria-label={\`\${n} of ten\`}>
        Close <kbd>Escape</kbd> <code>main</code> {a ? 'yes' : n} {say('a.b')} Linkscape × {n} kB
      </p>
    )`
    const texts = ownTexts('v.tsx', source).map((text) => text.replace(/^.*: /, ''))
    expect(texts.sort()).toEqual(['Close', 'Zoom in', 'of ten', 'yes'])
  })
})

describe('the messages of the desk', () => {
  const sources = filesIn('src', /\.tsx?$/).map((name) => readFileSync(name, 'utf8'))
  /** Ids as sources name them; `${…}` stands for anything. */
  const named = sources.flatMap((text) => [...text.matchAll(/['`]([a-z][\w-]*(?:\.(?:[\w-]|\$\{[^}]*\})+)+)['`]/g)])
  const ids = new Set(named.map(([, id]) => id!))
  const patterns = [...ids]
    .filter((id) => id.includes('${'))
    .map((id) => new RegExp(`^${id.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`))
  let english: Messages
  const own = filesIn('src/messages/en/desk', /\.json$/).flatMap((name) =>
    Object.keys(JSON.parse(readFileSync(name, 'utf8'))),
  )
  beforeAll(async () => {
    english = await loadMessages('en', 'all')
  })

  it('are all named in the sources', () => {
    expect(own.length).toBeGreaterThan(80)
    expect(own.filter((id) => !ids.has(id) && !patterns.some((pattern) => pattern.test(id)))).toEqual([])
  })

  it('are there if somebody says them', () => {
    const said = sources.flatMap((text) => [...text.matchAll(/\bsay\(\s*'([^'\s]+)'/g)].map(([, id]) => id!))
    expect(said.length).toBeGreaterThan(50)
    expect(said.filter((id) => !english.has(id))).toEqual([])
  })
})
