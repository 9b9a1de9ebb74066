import { z } from 'zod'
import { KeyFile, OwnKeys } from '../keys/keyFile'
import { QueueView } from '../review/queueView'
import { MAX_SEARCH_LENGTH } from '../search/parse'
import { Backend } from '../training/protocol'
import { call, push } from './define'

export const Theme = z.enum(['system', 'dark', 'light'])
export type Theme = z.infer<typeof Theme>

/** The languages that the interface has. */
export const LanguageId = z.enum(['en', 'zh-CN'])
export type LanguageId = z.infer<typeof LanguageId>

/** The language of the interface; `system`: the system's where the studio has it, else English. */
export const Language = z.enum(['system', ...LanguageId.options])
export type Language = z.infer<typeof Language>

/** How the canvas of the Label room behaves. */
export const CanvasManners = z.strictObject({
  /** Edges are drawn to lines while one draws, moves and resizes. */
  snap: z.boolean().default(false),
  snapToPicture: z.boolean().default(true),
  snapToBoxes: z.boolean().default(true),
  /** Strong steps in brightness under the pointer. */
  snapToPixels: z.boolean().default(true),
  minimap: z.boolean().default(true),
  /** Brightness and the like stay for the next picture. */
  keepTone: z.boolean().default(true),
  /** Boxes of the previous picture are offered on one without labels. */
  ghosts: z.boolean().default(false),
})
export type CanvasManners = z.infer<typeof CanvasManners>

/** What electron-store holds: how the studio looks and behaves, never data. */
export const Preferences = z.strictObject({
  theme: Theme,
  language: Language,
  /** Width in px of the side panels by place, e.g. `label.left`; 0: collapsed. */
  panels: z.record(z.string().max(64), z.number().int().min(0).max(800)),
  /** Whose keys lie under the person's own. */
  keyPreset: z.string().max(32),
  /** The person's own key chords by action id; absent: those of the preset. */
  keymap: OwnKeys,
  /** Ids of the actions that were looked for last, the newest first. */
  recentActions: z.array(z.string().max(64)).max(20),
  /** Side that a panel was docked on; absent: its own. */
  panelSides: z.record(z.string().max(64), z.enum(['left', 'right'])),
  /** By panel: the order of its sections, and which were opened or closed. */
  sections: z.record(
    z.string().max(64),
    z.strictObject({
      order: z.array(z.string().max(64)).max(50),
      open: z.record(z.string().max(64), z.boolean()),
    }),
  ),
  keepView: z.boolean(),
  canvas: CanvasManners,
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
  /** Earlier starts did not stay up: graphics acceleration and training are off. */
  isSafeMode: z.boolean(),
})

/** Pages that the studio may open in the browser; the addresses live in main. */
export const ExternalLink = z.enum(['electron', 'onnxruntime', 'focalLossPaper', 'ssdPaper'])

export const appContract = {
  'app.info': call(z.strictObject({}), AppInfo),
  /** Which device training would use, and why; the first answer takes some seconds. */
  'app.device': call(z.strictObject({}), Backend.extend({ cores: z.number().int() })),
  'app.preferences': call(z.strictObject({}), Preferences),
  'app.setPreferences': call(Preferences.partial(), Preferences),
  /** Writes the keys to a file that the person chooses; null where the dialog was left. */
  'app.exportKeys': call(KeyFile, z.strictObject({ file: z.string() }).nullable()),
  /** Reads keys from a file that the person chooses; null where the dialog was left. */
  'app.importKeys': call(z.strictObject({}), KeyFile.nullable()),
  /** Which language main is to speak in what it shows by itself; the words are its own. */
  'app.setSystemLanguage': call(z.strictObject({ language: LanguageId }), z.strictObject({})),
  'app.openLink': call(z.strictObject({ link: ExternalLink }), z.strictObject({})),
  'app.cancelJob': call(z.strictObject({ jobId: z.string().max(64) }), z.strictObject({})),
  'app.job': push(JobProgress),
} as const
