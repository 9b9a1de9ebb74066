import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StudioError } from '../../../shared/result'
import { predictImages } from '../../inference/predict'
import { openSession, readManifest } from '../../inference/session'
import { shownFrom } from '../../inference/shownFrom'
import { modelFolderOf } from '../modelFolderOf'
import { readFraction } from '../optionReaders'
import { defineCommand } from '../types'

export const predictCommand = defineCommand({
  name: 'predict',
  declare: (command) =>
    command
      .description('Detections on pictures, by a run of a project or by an exported model.')
      .argument('<source>', 'folder of an exported model, or a project with --run')
      .argument('<images...>', 'picture files')
      .option('--run <run>', 'run of the project: its name, latest or best')
      .option(
        '--threshold <score>',
        'only detections from this score on; else from the thresholds chosen for the model',
        readFraction,
      ),
  async run([source, ...images], { run, threshold }, { progress, signal }) {
    const folder = await folderOf(resolve(source), run)
    const chosen = threshold === undefined ? shownFrom(await readManifest(folder)) : null
    const session = await openSession(folder, (threshold as number | undefined) ?? chosen?.least)
    try {
      const predictions = await predictImages(
        session,
        images.map((image) => resolve(image)),
        { signal, onProgress: (done, total) => progress(done, total, 'Predicting') },
      )
      const first = predictions[0]
      if (predictions.length === 1 && first?.error) {
        throw new StudioError(first.error.code, first.error.message, first.error.hint)
      }
      return {
        images: predictions.map(({ path, width, height, detections, ms, error }) => ({
          path,
          width,
          height,
          detections: detections
            .filter(({ class: name, score }) => chosen === null || score >= chosen.of(name))
            .map(({ class: name, score, box }) => ({
              class: name,
              score,
              box: [box.x1, box.y1, box.x2, box.y2],
            })),
          ms,
          ...(error === null ? {} : { error }),
        })),
      }
    } finally {
      await session.close()
    }
  },
  describe: ({ images }) =>
    images
      .flatMap(({ path, detections, ms, error }) => [
        error === undefined
          ? `${path}: ${detections.length} in ${ms.toFixed(0)} ms`
          : `${path}: ${error.message}`,
        ...detections.map(
          ({ class: name, score, box }) =>
            `  ${name} ${score.toFixed(3)} at ${box.map((side) => side.toFixed(1)).join(', ')}`,
        ),
      ])
      .join('\n'),
})

async function folderOf(source: string, run: unknown): Promise<string> {
  if (typeof run === 'string') return modelFolderOf(source, run)
  if (existsSync(join(source, 'project.json'))) return modelFolderOf(source, 'latest')
  return source
}
