/**
 * The names alone, for the preload: a sandboxed preload must not carry zod.
 * A test holds them equal to the contract's keys.
 */
export const callNames = [
  'app.info',
  'app.device',
  'app.preferences',
  'app.setPreferences',
  'app.openLink',
  'app.cancelJob',
  'project.recent',
  'project.open',
  'project.openRecent',
  'project.openSample',
  'project.forgetRecent',
  'project.close',
  'project.current',
  'project.stats',
  'project.split',
  'project.import',
  'project.grantRoot',
  'images.list',
  'images.read',
  'images.boxesOfClass',
  'edits.commit',
  'edits.history',
  'training.plan',
  'training.start',
  'training.pause',
  'training.resume',
  'training.stop',
  'training.current',
  'training.runs',
  'training.metrics',
  'training.lossProfile',
  'training.lossMap',
  'training.previewAugmentation',
  'training.exportSettings',
  'training.importSettings',
  'training.rename',
  'training.delete',
  'review.queue',
  'review.counts',
  'review.pictures',
  'review.costs',
  'review.report',
  'review.detections',
  'review.verdict',
  'review.evaluation',
  'models.export',
  'models.reveal',
] as const

export const pushNames = ['app.job', 'project.changed', 'training.progress'] as const

/** The channels that carry them; the only ones in the app. */
export const CALL_CHANNEL = 'studio:call'
export const PUSH_CHANNEL = 'studio:push'
export const DROP_CHANNEL = 'studio:drop'
