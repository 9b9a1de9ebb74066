import type { z } from 'zod'
import type { Reply } from '../result'
import { appContract } from './app'
import { classesContract } from './classes'
import { compareContract } from './compare'
import { depthContract } from './depth'
import { editsContract } from './edits'
import { imagesContract } from './images'
import { labelExportContract } from './labelExport'
import { labelsContract } from './labels'
import { modelsContract } from './models'
import { picturesContract } from './pictures'
import { predictionsContract } from './predictions'
import { projectContract } from './project'
import { proposalsContract } from './proposals'
import { reviewContract } from './review'
import { searchContract } from './search'
import { sweepContract } from './sweep'
import { trainingContract } from './training'

/** The only list of calls and pushes: type, validator and documentation in one value. */
export const contract = {
  ...appContract,
  ...projectContract,
  ...imagesContract,
  ...depthContract,
  ...classesContract,
  ...picturesContract,
  ...editsContract,
  ...trainingContract,
  ...reviewContract,
  ...compareContract,
  ...predictionsContract,
  ...sweepContract,
  ...labelsContract,
  ...labelExportContract,
  ...modelsContract,
  ...proposalsContract,
  ...searchContract,
} as const

type Contract = typeof contract
export type CallName = {
  [K in keyof Contract]: Contract[K]['kind'] extends 'call' ? K : never
}[keyof Contract]
export type PushName = Exclude<keyof Contract, CallName>

export type CallSpec<K extends CallName> = Extract<Contract[K], { kind: 'call' }>
/** As the caller writes it: defaults may be left out. */
export type CallInput<K extends CallName> = z.input<CallSpec<K>['input']>
export type CallOutput<K extends CallName> = z.output<CallSpec<K>['output']>
export type PushPayload<K extends PushName> = z.output<Extract<Contract[K], { kind: 'push' }>['payload']>

/** One handler for every call; main's areas implement slices of it. */
export type Handlers = {
  [K in CallName]: (input: z.output<CallSpec<K>['input']>) => Promise<z.input<CallSpec<K>['output']>>
}

/** What the preload puts on `window.studio`; nothing else crosses. */
export interface StudioBridge {
  call(name: string, input: unknown): Promise<Reply<unknown>>
  /** Returns a function that ends the subscription. */
  on(name: string, listener: (payload: unknown) => void): () => void
  /**
   * Files that the person dropped on the window; their paths go to main, the page never sees them. Answers like
   * `project.open`: what was opened, or null where the drop was taken into the open project or held nothing.
   */
  importDropped(files: readonly unknown[]): Promise<Reply<unknown>>
}
