import { resolve } from 'node:path'
import { scoreFiles } from '../../evaluation/score'
import { describeEvaluation } from '../describeEvaluation'
import { defineCommand } from '../types'

export const scoreCommand = defineCommand({
  name: 'score',
  declare: (command) =>
    command
      .description("COCO and TIDE figures of any detector's output.")
      .requiredOption('--gt <coco.json>', 'ground truth in COCO format')
      .requiredOption('--dt <detections.json>', 'detections in COCO result format'),
  run: async (_args, { gt, dt }) => scoreFiles(resolve(String(gt)), resolve(String(dt))),
  describe: describeEvaluation,
})
