/** All kinds of questions: adding one is a row of `wish.ts`, a file here, and a line in this list. */
import type { KindRow } from '../draft'
import type { QuestionKind } from '../wish'
import { actions } from './actions'
import { address } from './address'
import { built } from './built'
import { bypassed } from './bypassed'
import { bytes } from './bytes'
import { dead } from './dead'
import { debuggerReads } from './debugger'
import { figure } from './figure'
import { furthest } from './furthest'
import { left } from './left'
import { overflow } from './overflow'
import { padding } from './padding'
import { pages } from './pages'
import { phases } from './phases'
import { piece } from './piece'
import { policy } from './policy'
import { protectedSegments } from './protected'
import { reach } from './reach'
import { roots } from './roots'
import { segments } from './segments'
import { senseless } from './senseless'
import { tables } from './tables'
import { unresolved } from './unresolved'
import { value } from './value'
import { verdict } from './verdict'
import { when } from './when'
import { winner } from './winner'

/** In the order in which the gate prefers them, where it may choose. */
export const QUESTION_KINDS: { readonly [K in QuestionKind]: KindRow<K> } = {
  built,
  policy,
  roots,
  winner,
  dead,
  tables,
  pages,
  segments,
  figure,
  padding,
  address,
  unresolved,
  bypassed,
  bytes,
  piece,
  senseless,
  debugger: debuggerReads,
  overflow,
  reach,
  furthest,
  left,
  protected: protectedSegments,
  actions,
  verdict,
  value,
  phases,
  when,
}
