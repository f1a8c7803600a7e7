/** The words of the desk in English, as the page fetches them with the desk. */
import { say, speakPart } from '../../src/store/language'

await speakPart('desk')

export { say }
