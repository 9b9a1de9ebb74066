import type { ProjectService } from '../project/projectService'

/** The part of a project that predictions, evaluation, review and export use. */
export type RunProject = Pick<
  ProjectService,
  | 'summary'
  | 'listClasses'
  | 'classHistory'
  | 'listImages'
  | 'readImage'
  | 'imageFile'
  | 'run'
  | 'runFolder'
  | 'putRun'
  | 'savePredictions'
  | 'prediction'
  | 'listPredictions'
  | 'listBoxes'
  | 'listRuns'
  | 'listRoots'
  | 'splitContents'
  | 'editOf'
  | 'editsSince'
  | 'dataVersion'
  | 'listVerdicts'
  | 'listVerdictEdits'
  | 'setVerdict'
  | 'commit'
>
