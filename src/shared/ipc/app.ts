import { z } from 'zod'
import { QueueView } from '../review/queueView'
import { MAX_SEARCH_LENGTH } from '../search/parse'
import { Backend } from '../training/protocol'
import { call, push } from './define'

export const Theme = z.enum(['system', 'dark', 'light'])
export type Theme = z.infer<typeof Theme>

/** What electron-store holds: how the studio looks and behaves, never data. */
export const Preferences = z.strictObject({
  theme: Theme,
  /** Width in px of the side panels by place, e.g. `label.left`; 0: collapsed. */
  panels: z.record(z.string().max(64), z.number().int().min(0).max(800)),
  /** Key chords by action id; absent: the default. */
  keymap: z.record(z.string().max(64), z.array(z.string().max(32)).max(4)),
  keepView: z.boolean(),
  /** How the error queue is looked at, by project. */
  queueViews: z.record(z.string().max(64), QueueView),
  /** Searches that were asked lately, newest first. */
  recentSearches: z.array(z.string().max(MAX_SEARCH_LENGTH)).max(20),
  /** Pictures lie side by side instead of one under the other. */
  pictureGrid: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

/** A long operation outside training: import, prediction, export. */
export const JobProgress = z.strictObject({
  jobId: z.string(),
  title: z.string(),
  done: z.number(),
  /** null: not known yet. */
  total: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  message: z.string().nullable(),
  cancellable: z.boolean(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const AppInfo = z.strictObject({
  version: z.string(),
  electron: z.string(),
  platform: z.string(),
  isPackaged: z.boolean(),
})

/** Pages that the studio may open in the browser; the addresses live in main. */
export const ExternalLink = z.enum(['electron', 'onnxruntime', 'focalLossPaper', 'ssdPaper'])

export const appContract = {
  'app.info': call(z.strictObject({}), AppInfo),
  /** Which device training would use, and why; the first answer takes some seconds. */
  'app.device': call(z.strictObject({}), Backend.extend({ cores: z.number().int() })),
  'app.preferences': call(z.strictObject({}), Preferences),
  'app.setPreferences': call(Preferences.partial(), Preferences),
  'app.openLink': call(z.strictObject({ link: ExternalLink }), z.strictObject({})),
  'app.cancelJob': call(z.strictObject({ jobId: z.string().max(64) }), z.strictObject({})),
  'app.job': push(JobProgress),
} as const
