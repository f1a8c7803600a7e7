/**
 * The few globals that the engine takes from its host. Every host has them (browser, worker, Node), but no TypeScript
 * library without DOM or Node types declares them.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
