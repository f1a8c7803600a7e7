/**
 * The samples that come with the app: their manifest and their files, fetched from beside the page and nowhere else. The
 * manifest's shape is the schema below; public/samples/README.md explains it.
 */
import * as v from 'valibot'
import type { Settings } from './settings'
import { check, SETTINGS_SCHEMA, settingsOf } from './settings-json'

const text = v.pipe(v.string(), v.nonEmpty())

const SAMPLE_SCHEMA = v.strictObject({
  id: v.pipe(text, v.regex(/^[a-z0-9-]+$/, 'is not lower-case words with dashes')),
  title: text,
  story: v.strictTuple([text, text]),
  files: v.pipe(v.array(v.strictObject({ name: text, source: text, command: text })), v.minLength(1)),
  entry: text,
  settings: v.optional(SETTINGS_SCHEMA),
  shows: v.array(text),
})

const MANIFEST_SCHEMA = v.strictObject({ samples: v.array(SAMPLE_SCHEMA) })

export interface SampleFile {
  readonly name: string
  readonly source: string
  readonly command: string
}

export interface Sample {
  readonly id: string
  readonly title: string
  readonly story: readonly [string, string]
  readonly files: readonly SampleFile[]
  /** A global that the sample defines, for tools that link nothing without one. */
  readonly entry: string
  /** What the link starts with; people change it from there. */
  readonly settings: Settings
  readonly shows: readonly string[]
}

export interface SampleShelf {
  list(): Promise<readonly Sample[]>
  bytes(sample: Sample, file: SampleFile): Promise<Uint8Array<ArrayBuffer>>
}

/** The samples of a manifest. Throws an Error that says where if the JSON is not one. */
export function readManifest(json: unknown): Sample[] {
  return check(MANIFEST_SCHEMA, json).samples.map(({ settings = {}, ...sample }) => ({
    ...sample,
    settings: settingsOf(settings),
  }))
}

/** Samples below a folder of this site. */
export function samplesAt(folder: string): SampleShelf {
  const read = async (path: string): Promise<Response> => {
    const response = await fetch(`${folder}/${path}`)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
    return response
  }
  return {
    async list() {
      return readManifest(await (await read('manifest.json')).json())
    },
    async bytes(sample, file) {
      return new Uint8Array(await (await read(`${sample.id}/${file.name}`)).arrayBuffer())
    },
  }
}
