import { z } from 'zod'
import { limits } from '../limits'
import { ImportChoice, ImportPreview } from '../project/importMapping'
import {
  ImportReport,
  ProjectStats,
  ProjectSummary,
  SplitPreview,
  SplitReport,
  SplitRequest,
  SplitState,
} from '../project/schema'
import { call, push } from './define'

const nothing = z.strictObject({})

export const RecentProject = z.strictObject({
  id: z.string(),
  name: z.string(),
  folder: z.string(),
  openedAt: z.number(),
  exists: z.boolean(),
})
export type RecentProject = z.infer<typeof RecentProject>

/** A project that was just opened, with the report of the import where pictures came in on the way. */
export const Opened = z.strictObject({ summary: ProjectSummary, imported: ImportReport.nullable() })
export type Opened = z.infer<typeof Opened>

export const projectContract = {
  'project.recent': call(nothing, z.array(RecentProject)),
  /** Asks for a folder: a project opens, a folder of pictures becomes one. null: the person cancelled. */
  'project.open': call(nothing, Opened.nullable()),
  'project.openRecent': call(z.strictObject({ id: z.string().max(64) }), Opened),
  'project.openSample': call(nothing, Opened),
  'project.forgetRecent': call(z.strictObject({ id: z.string().max(64) }), z.array(RecentProject)),
  'project.close': call(nothing, nothing),
  /** The open project, null where there is none: the page asks after a reload. */
  'project.current': call(nothing, ProjectSummary.nullable()),
  'project.stats': call(nothing, ProjectStats),
  'project.split': call(SplitRequest, SplitReport),
  /** What a deal would do; changes nothing. */
  'project.splitPreview': call(SplitRequest, SplitPreview),
  'project.splitState': call(nothing, SplitState),
  /** Takes the last deal back; asked again, brings it back. */
  'project.undoSplit': call(nothing, SplitState),
  /** Asks for a folder or a label file and says what taking it in would do. null: the person cancelled. */
  'project.readImport': call(z.strictObject({ kind: z.enum(['folder', 'file']) }), ImportPreview.nullable()),
  /** The same for the files that were dropped last, once. null: there were none. */
  'project.readDropped': call(nothing, ImportPreview.nullable()),
  /** Takes in what was read last, with the classes as chosen. */
  'project.import': call(ImportChoice, ImportReport, limits.maxEditBytes),
  /** Forgets what was read. */
  'project.dropImport': call(nothing, nothing),
  /** Asks for the folder again, so that its pictures may be read on this machine. */
  'project.grantRoot': call(z.strictObject({ rootId: z.string().max(64) }), ProjectSummary),
  /** Something outside this page's own edits changed: read the project again. */
  'project.changed': push(
    z.strictObject({ revision: z.number(), what: z.enum(['images', 'classes', 'runs', 'all']) }),
  ),
} as const
