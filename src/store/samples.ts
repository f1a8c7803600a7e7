/** The samples that come with the app: their manifest and their files, fetched from beside the page and nowhere else. */

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
  readonly entry: string
  readonly policies?: readonly { readonly pattern: string; readonly lifetime: string }[]
  readonly shows: readonly string[]
}

export interface SampleShelf {
  list(): Promise<readonly Sample[]>
  bytes(sample: Sample, file: SampleFile): Promise<Uint8Array<ArrayBuffer>>
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
      const { samples } = (await (await read('manifest.json')).json()) as { samples: Sample[] }
      return samples
    },
    async bytes(sample, file) {
      return new Uint8Array(await (await read(`${sample.id}/${file.name}`)).arrayBuffer())
    },
  }
}
