/** Where the samples are: apart, because the build names them in the document as well. */

/** Below the folder of the page. */
export const SAMPLES = 'samples'
export const MANIFEST = 'manifest.json'
